import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { connectKafka, Directory } from '@holdfast/bus';
import { OrganisationV1, parse, PublicJwk } from '@holdfast/contracts';
import type { OfficerV1 } from '@holdfast/contracts';
import { base64url, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { Members } from '../access/members.js';
import { verifyAssertion } from './assertion.js';
import { TokenRefused } from './token-refused.js';

const ISSUER = 'https://hub.example';
const NOW_MS = Date.parse('2026-04-14T07:40:00.000Z');
const now = NOW_MS / 1000;

const keyPairs = {
  EdDSA: generateKeyPairSync('ed25519'),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ended: generateKeyPairSync('ed25519'),
  process: generateKeyPairSync('ed25519'),
  foreign: generateKeyPairSync('ed25519'),
};
type KeyName = keyof typeof keyPairs;
const jwkOf = (name: KeyName) => keyPairs[name].publicKey.export({ format: 'jwk' });

function publicJwk(name: KeyName) {
  const { kty, crv, x } = jwkOf(name);
  return { kty, crv, x };
}

function organisation(id: string, status: string): OrganisationV1 {
  return parse(OrganisationV1, {
    id,
    type: id === 'hub' ? 'HUB' : 'EXCHANGE',
    legalName: id,
    jurisdiction: 'ZZ',
    groups: [],
    keys: [
      { kid: 'EdDSA', jwk: jwkOf('EdDSA') },
      { kid: 'ES256', jwk: jwkOf('ES256') },
      { kid: 'ended', jwk: jwkOf('ended'), notAfter: '2026-04-14T07:40:00.000Z' },
      { kid: 'process', jwk: jwkOf('process'), process: 'GATEWAY' },
    ],
    licences: [],
    domains: [],
    certificates: [],
    formats: [],
    status,
  });
}

const organisations = new Map(
  [organisation('acme', 'VERIFIED'), organisation('gone', 'SUSPENDED'), organisation('hub', 'VERIFIED')].map((each) => [
    each.id,
    each,
  ]),
);

const officer = (status: string): OfficerV1 => ({
  orgId: 'acme',
  roles: ['REQUESTER'],
  keys: [
    { kid: 'EdDSA', jwk: parse(PublicJwk, publicJwk('EdDSA')), class: 'SOFTWARE' },
    {
      kid: 'ended',
      jwk: parse(PublicJwk, publicJwk('ended')),
      class: 'SOFTWARE',
      notAfter: '2026-04-14T07:40:00.000Z',
    },
    {
      kid: 'foreign',
      jwk: parse(PublicJwk, publicJwk('foreign')),
      class: 'SOFTWARE',
      compromisedSince: '2026-01-01T00:00:00.000Z',
    },
  ],
  competencies: [],
  riskScore: 0,
  status,
});
const [KIM, GONE] = ['1d2c3b4a-5968-8776-8554-433221100ffe', '2d2c3b4a-5968-8776-8554-433221100ffe'];
const directory = new Directory(connectKafka({ brokers: ['127.0.0.1:9'], clientId: 'none' }), () => undefined);
directory.organisation = (id) => organisations.get(id);
directory.officers = (partner) =>
  partner === 'acme'
    ? [
        { id: KIM, officer: officer('ACTIVE') },
        { id: GONE, officer: officer('REVOKED') },
      ]
    : [];
const members = new Members(directory);
const rules = { issuer: ISSUER, nowMs: NOW_MS, key: members.key.bind(members) };

const good = () => ({ iss: 'acme', sub: 'acme', aud: ISSUER, exp: now + 60, iat: now, jti: randomUUID() });

function sign(
  claims: JWTPayload,
  name: KeyName = 'EdDSA',
  header: { kid?: string; alg?: string } = {},
): Promise<string> {
  const alg = name === 'ES256' ? 'ES256' : 'EdDSA';
  return new SignJWT(claims).setProtectedHeader({ alg, kid: name, ...header }).sign(keyPairs[name].privateKey);
}

const verify = async (assertion: Promise<string>, clientId?: string) =>
  verifyAssertion({ assertion: await assertion, clientId }, rules);

it.each(['EdDSA', 'ES256'] as const)('accepts an assertion signed with %s', async (name) => {
  const claims = good();
  await expect(verify(sign(claims, name), 'acme')).resolves.toEqual({
    partner: 'acme',
    kid: name,
    jti: claims.jti,
    expiresAtMs: (now + 65) * 1000,
  });
});

it('knows an officer by the subject', async () => {
  await expect(verify(sign({ ...good(), sub: KIM }))).resolves.toMatchObject({ partner: 'acme', officer: KIM });
});

it('allows for clocks that differ by five seconds', async () => {
  await expect(verify(sign({ ...good(), iat: now + 5, nbf: now + 5, exp: now + 65 }))).resolves.toBeDefined();
  await expect(verify(sign({ ...good(), exp: now - 4 }))).resolves.toBeDefined();
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['has expired', { exp: now - 5 }, /expired/],
  ['lives too long', { exp: now + 66 }, /exp/],
  ['never expires', { exp: undefined }, /exp/],
  ['was issued in the future', { iat: now + 6 }, /iat/],
  ['is not valid yet', { nbf: now + 6 }, /nbf/],
  ['is for another audience', { aud: 'https://other.example' }, /aud/],
  ['is for several audiences', { aud: [ISSUER, 'https://other.example'] }, /aud/],
  ['is for one audience in a list', { aud: [ISSUER] }, /aud/],
  ['speaks for nobody', { sub: undefined }, /sub/],
  ['has no id', { jti: undefined }, /jti/],
  ['has an id that cannot be kept', { jti: 'a\0b' }, /jti/],
  ['comes from nobody', { iss: undefined }, /issuer/],
])('refuses an assertion that %s', async (_, wrong, rule) => {
  const claims = Object.fromEntries(Object.entries({ ...good(), ...wrong }).filter(([, value]) => value !== undefined));
  const verdict = verify(sign(claims));
  await expect(verdict).rejects.toThrow(TokenRefused);
  await expect(verdict).rejects.toThrow(rule);
});

it.each<[string, Promise<string>]>([
  ['a key nobody knows', sign(good(), 'foreign')],
  ['another key under a known name', sign(good(), 'foreign', { kid: 'EdDSA' })],
  ['a key past its end', sign(good(), 'ended')],
  ["a key of a process of the hub's", sign({ ...good(), iss: 'hub', sub: 'hub' }, 'process')],
  ['another subject', sign({ ...good(), sub: 'gone' })],
  ['an officer of somebody else', sign({ ...good(), iss: 'hub', sub: KIM })],
  ['an officer with a key past its end', sign({ ...good(), sub: KIM }, 'ended')],
  ['an officer with a compromised key', sign({ ...good(), sub: KIM }, 'foreign')],
  ['an officer with a key of the system', sign({ ...good(), sub: KIM }, 'ES256')],
  ['an officer who was revoked', sign({ ...good(), sub: GONE })],
  ['a suspended organisation', sign({ ...good(), iss: 'gone', sub: 'gone' })],
  ['an unknown organisation', sign({ ...good(), iss: 'nobody', sub: 'nobody' })],
])('says the same to %s, so that nothing can be guessed from it', async (_, assertion) => {
  await expect(verify(assertion)).rejects.toThrow(/^no present key of an active organisation signed this assertion$/);
});

it('refuses unsigned, symmetric and altered assertions', async () => {
  const [head, body, signature] = (await sign(good())).split('.');
  const unsigned = `${base64url.encode('{"alg":"none","kid":"EdDSA"}')}.${body}.`;
  const altered = `${head}.${base64url.encode(JSON.stringify({ ...good(), exp: now + 50 }))}.${signature}`;
  const secret = Buffer.from(String(jwkOf('EdDSA').x));
  const symmetric = new SignJWT(good()).setProtectedHeader({ alg: 'HS256', kid: 'EdDSA' }).sign(secret);
  for (const assertion of [unsigned, altered, await symmetric, 'a.b.c', 'a', `${head}.${body}`]) {
    await expect(verify(Promise.resolve(assertion))).rejects.toThrow(TokenRefused);
  }
});

it('refuses a client id that is not the issuer', async () => {
  await expect(verify(sign(good()), 'gone')).rejects.toThrow(/client_id/);
});
