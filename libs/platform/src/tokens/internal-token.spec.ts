import { Unauthorised } from '@holdfast/contracts';
import { InternalSigner, newKey, publicJwkOf, verifyInternal } from '@holdfast/platform';
import { importJWK, SignJWT } from 'jose';

const key = newKey('gateway-1');
const resolve = (kid: string) => (kid === 'gateway-1' ? publicJwkOf(key) : undefined);
const verdict = (token: string, audience = 'ledger') =>
  verifyInternal(token, audience, resolve).then(
    ({ subject }) => subject,
    (error: unknown) => (error instanceof Unauthorised ? 'refused' : error),
  );

/** A token of the right key in which one thing is wrong. */
async function crafted(claims: Record<string, unknown>, typ = 'holdfast-internal+jwt'): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const good = { iss: 'gateway', aud: 'ledger', sub: 'demo-police', iat: now, exp: now + 60 };
  const jwt = new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'EdDSA', kid: 'gateway-1', typ });
  return jwt.sign(await importJWK(key.jwk, 'EdDSA'));
}

it('carries the caller to the one process it is meant for', async () => {
  const token = await new InternalSigner('gateway', key).sign('ledger', 'demo-police');
  expect(await verifyInternal(token, 'ledger', resolve)).toMatchObject({ process: 'gateway', subject: 'demo-police' });
  expect(await verdict(token, 'delivery')).toBe('refused');
});

it('signs once for each audience and subject while the token is fresh', async () => {
  const signer = new InternalSigner('gateway', key);
  const token = await signer.sign('ledger', 'demo-police');
  expect(await signer.sign('ledger', 'demo-police')).toBe(token);
  expect(await signer.sign('ledger', 'demo-treasury')).not.toBe(token);
  expect(await signer.sign('delivery', 'demo-police')).not.toBe(token);
});

it('is refused when altered, or signed by a key that the directory does not name', async () => {
  const token = await new InternalSigner('gateway', key).sign('ledger', 'demo-police');
  const [header, , signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ aud: 'ledger', sub: 'hub' })).toString('base64url');
  expect(await verdict(`${header}.${forged}.${signature}`)).toBe('refused');
  expect(await verdict(await new InternalSigner('gateway', newKey('gateway-1')).sign('ledger', 'demo-police'))).toBe(
    'refused',
  );
  expect(await verdict(await new InternalSigner('gateway', newKey('gateway-2')).sign('ledger', 'demo-police'))).toBe(
    'refused',
  );
  expect(await verdict('nonsense')).toBe('refused');
});

it('is refused when expired, older than a minute, without a subject, or another kind of token', async () => {
  const now = Math.floor(Date.now() / 1_000);
  expect(await verdict(await crafted({}))).toBe('demo-police');
  expect(await verdict(await crafted({ exp: now - 6 }))).toBe('refused');
  expect(await verdict(await crafted({ iat: now - 70, exp: now + 600 }))).toBe('refused');
  expect(await verdict(await crafted({ sub: undefined }))).toBe('refused');
  expect(await verdict(await crafted({ exp: undefined }))).toBe('refused');
  expect(await verdict(await crafted({}, 'at+jwt'))).toBe('refused');
});
