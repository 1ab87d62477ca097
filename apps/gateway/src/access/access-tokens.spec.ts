import { Unauthorised } from '@holdfast/contracts';
import type { PublicJwk } from '@holdfast/contracts';
import { newKey, publicJwkOf } from '@holdfast/platform';
import { AccessTokens } from './access-tokens.js';

const ISSUER = 'https://hub.test';
const caller = { partner: 'demo-police', kid: 'demo-police-1' };

it('takes a token of a key that was replaced for as long as the directory says that the key counts', async () => {
  const counting = new Map<string, PublicJwk>();
  const old = newKey('gateway-1');
  const token = await new AccessTokens(ISSUER, old, () => undefined).issue(caller);
  const tokens = new AccessTokens(ISSUER, newKey('gateway-2'), (kid) => counting.get(kid));
  await expect(tokens.verify(token)).rejects.toThrow(Unauthorised);
  counting.set('gateway-1', publicJwkOf(old));
  expect(await tokens.verify(token)).toMatchObject(caller);
  counting.clear();
  await expect(tokens.verify(token)).rejects.toThrow(Unauthorised);
});

it('takes no token that was signed by another key under the name of its own', async () => {
  const forged = await new AccessTokens(ISSUER, newKey('gateway-1'), () => undefined).issue(caller);
  const own = newKey('gateway-1');
  const tokens = new AccessTokens(ISSUER, own, () => publicJwkOf(own));
  await expect(tokens.verify(forged)).rejects.toThrow(Unauthorised);
  expect(await tokens.verify(await tokens.issue(caller))).toMatchObject(caller);
});
