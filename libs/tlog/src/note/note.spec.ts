import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { refusedOrRead } from '../../test/hostile.js';
import { TlogMalformed } from '../malformed.js';
import { checkpointText, openCheckpoint, parseCheckpoint } from './checkpoint.js';
import { parseNote, printNote } from './note.js';
import { cosign, ed25519Signer, signNote } from './sign.js';
import { verifiedBy } from './verified-by.js';
import { COSIGNATURE_V1, ED25519, parseVerifierKey, printVerifierKey, verifierKey } from './verifier-key.js';

/** The example of golang.org/x/mod/sumdb/note, from which C2SP signed-note grew. */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SIGNED = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

it('verifies the published example, and finds every changed byte of it', () => {
  const key = parseVerifierKey(NEUMANN);
  expect(printVerifierKey(key)).toBe(NEUMANN);
  const note = parseNote(SIGNED);
  expect(printNote(note)).toBe(SIGNED);
  expect(verifiedBy(note, [key])).toEqual([{ key }]);
  for (let at = 0; at < note.text.length - 1; at++) {
    const text = `${note.text.slice(0, at)}${note.text[at] === 'x' ? 'y' : 'x'}${note.text.slice(at + 1)}`;
    expect(() => verifiedBy({ ...note, text }, [key])).toThrow(TlogMalformed);
  }
});

const log = ed25519Signer('example.test/log', ED25519, generateKeyPairSync('ed25519').privateKey);
const other = ed25519Signer('example.test/log', ED25519, generateKeyPairSync('ed25519').privateKey);
const witness = ed25519Signer('witness.test/w1', COSIGNATURE_V1, generateKeyPairSync('ed25519').privateKey);
const checkpoint = { origin: 'example.test/log', size: 20_852_163, root: Buffer.alloc(32, 5), extensions: [] };
const text = checkpointText(checkpoint);

it('signs with Ed25519 as RFC 8032 does, under a name', () => {
  const d = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const x = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: d.toString('base64url'), x: x.toString('base64url') };
  const signer = ed25519Signer('rfc8032.test', ED25519, createPrivateKey({ key: jwk, format: 'jwk' }));
  expect(signer.key.publicKey).toEqual(x);
  expect(signer.sign(Buffer.alloc(0)).toString('hex')).toMatch(/^e5564300c360ac729086e2cc806e828a84877f1eb8e5d974/);
});

it('opens what the log signed, with the words of its witnesses, and passes over strangers', () => {
  const signed = signNote(text, [log, other]);
  signed.signatures.push(cosign(text, witness, 1_679_315_147));
  const opened = openCheckpoint(printNote(signed), log.key);
  expect(opened.checkpoint).toEqual(checkpoint);
  expect(verifiedBy(opened.note, [witness.key])).toEqual([{ key: witness.key, seconds: 1_679_315_147 }]);
  const stranger = verifierKey('witness.test/w1', ED25519, witness.key.publicKey);
  expect(verifiedBy(opened.note, [stranger])).toEqual([]);
});

it('refuses what another log or another key signed', () => {
  expect(() => openCheckpoint(printNote(signNote(text, [other])), log.key)).toThrow('has not signed');
  const foreign = checkpointText({ ...checkpoint, origin: 'example.test/other' });
  expect(() => openCheckpoint(printNote(signNote(foreign, [log])), log.key)).toThrow('another log');
  const [forged] = signNote(`${text}x\n`, [log]).signatures;
  expect(() => openCheckpoint(printNote({ text, signatures: forged ? [forged] : [] }), log.key)).toThrow(
    'does not hold',
  );
});

it('refuses a cosignature whose time or text was changed', () => {
  const note = { text, signatures: [cosign(text, witness, 1_679_315_147)] };
  const [line] = note.signatures;
  const moved = Buffer.from(line?.signature ?? '');
  moved.writeUInt8(1, 7);
  expect(() => verifiedBy({ text, signatures: [{ ...witness.key, signature: moved }] }, [witness.key])).toThrow(
    TlogMalformed,
  );
  expect(() =>
    verifiedBy({ text, signatures: [{ ...witness.key, signature: Buffer.alloc(7) }] }, [witness.key]),
  ).toThrow(TlogMalformed);
});

it.each([
  ['no key', 'x'],
  ['another id', NEUMANN.replace('c74f20a3', 'c74f20a4')],
  ['another name', NEUMANN.replace('Peter', 'Paul')],
  ['another type', printVerifierKey({ ...parseVerifierKey(NEUMANN), type: 7 })],
  ['a short key', 'PeterNeumann+c74f20a3+ARpc'],
])('refuses %s', (_, line) => {
  expect(() => parseVerifierKey(line)).toThrow(TlogMalformed);
});

it('refuses names that a note could not carry', () => {
  for (const name of ['', 'a b', 'a+b', 'a\n']) {
    expect(() => verifierKey(name, ED25519, Buffer.alloc(32))).toThrow(TlogMalformed);
  }
});

it.each([
  ['no signature', text],
  ['no text', '\n\n— a AAAAAAA=\n'],
  ['a tab', `\t\n\n— a AAAAAAA=\n`],
  ['no last newline', SIGNED.slice(0, -1)],
  ['another dash', SIGNED.replace('—', '-')],
  ['a line that is no signature', `${SIGNED}x\n`],
  ['a hundred and one signatures', SIGNED + '— PeterNeumann x08go/ZJ\n'.repeat(100)],
])('takes what has %s for no note', (_, note) => {
  expect(() => parseNote(note)).toThrow(TlogMalformed);
});

it.each([
  ['no root', 'a\n1\n'],
  ['no origin', `\n1\n${Buffer.alloc(32).toString('base64')}\n`],
  ['a leading zero', text.replace('20852163', '020852163')],
  ['a size over the exact ones', text.replace('20852163', '9007199254740992')],
  ['a short root', 'a\n1\nAAAA\n'],
  ['a loose root', text.replace('BQU=', 'BQV=')],
])('takes what has %s for no checkpoint', (_, bad) => {
  expect(() => parseCheckpoint(bad)).toThrow(TlogMalformed);
});

it('reads what it prints, and fails on nothing else than TlogMalformed', () => {
  const note = printNote(signNote(text, [log]));
  fc.assert(
    fc.property(fc.nat(note.length), fc.string({ maxLength: 4 }), (at, change) => {
      const open = () => openCheckpoint(note.slice(0, at) + change + note.slice(at + 1), log.key);
      expect(refusedOrRead(open)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
