import { generateKeyPairSync, hash } from 'node:crypto';
import { contentHash, messageIdOf, parse, PublicJwk, signContent, verifyContent } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import fc from 'fast-check';

it('derives one id from sender, kind and reference, whatever the language of the sender', () => {
  expect(messageIdOf({ sender: 'demo-police', kind: 'address-flag', reference: 'ZZ-1' })).toBe(expectedId());
});

/** The derivation written out: four bytes of length before each part. */
function expectedId(): string {
  const bytes = ['holdfast/message-id/v1', 'demo-police', 'address-flag', 'ZZ-1']
    .map((part) => `\0\0\0${String.fromCharCode(part.length)}${part}`)
    .join('');
  const digest = hash('sha256', bytes);
  const variant = ((parseInt(digest.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(18, 20)}-${digest.slice(20, 32)}`;
}

it('never gives two (sender, kind, reference) one id by moving the border between them', () => {
  const parts = fc.tuple(fc.string(), fc.string(), fc.string());
  fc.assert(
    fc.property(parts, parts, ([a, b, c], [d, e, f]) => {
      const same = a === d && b === e && c === f;
      const ids = [
        messageIdOf({ sender: a, kind: b, reference: c }),
        messageIdOf({ sender: d, kind: e, reference: f }),
      ];
      expect(ids[0] === ids[1]).toBe(same);
    }),
  );
});

it('hashes the content, not its order, its signatures or its source', () => {
  const envelope = { kind: 'address-flag', reference: 'x' } as Envelope;
  const turned = { reference: 'x', kind: 'address-flag', signatures: [], source: {} } as unknown;
  expect(contentHash(Object(turned))).toEqual(contentHash(envelope));
  expect(contentHash({ ...envelope, reference: 'y' })).not.toEqual(contentHash(envelope));
});

describe.each(['ed25519', 'P-256'])('a signature by %s', (curve) => {
  const pair = curve === 'P-256' ? generateKeyPairSync('ec', { namedCurve: curve }) : generateKeyPairSync('ed25519');
  const jwk = pair.privateKey.export({ format: 'jwk' });
  const { d: _secret, ...publicPart } = jwk;
  const publicJwk = parse(PublicJwk, publicPart);
  const content = hash('sha256', 'content', 'buffer');
  const signature = signContent(content, 'partner', { kid: 'k1', jwk });

  it('holds for its content and key', () => {
    expect(verifyContent(content, signature, publicJwk)).toBe(true);
  });

  it('fails for other content, another key id and altered bytes', () => {
    expect(verifyContent(hash('sha256', 'other', 'buffer'), signature, publicJwk)).toBe(false);
    expect(verifyContent(content, { ...signature, kid: 'k2' }, publicJwk)).toBe(false);
    const flipped = signature.jws.slice(0, -2) + (signature.jws.endsWith('AA') ? 'BB' : 'AA');
    expect(verifyContent(content, { ...signature, jws: flipped }, publicJwk)).toBe(false);
  });
});
