import { Unauthorised } from '@holdfast/contracts';
import { InternalSigner, newKey, publicJwkOf, verifyInternal } from '@holdfast/platform';

const key = newKey('gateway-1');
const resolve = (kid: string) => (kid === 'gateway-1' ? publicJwkOf(key) : undefined);

it('carries the caller to the one process it is meant for', async () => {
  const token = await new InternalSigner('gateway', key).sign('ledger', 'demo-police');
  expect(await verifyInternal(token, 'ledger', resolve)).toBe('demo-police');
  await expect(verifyInternal(token, 'delivery', resolve)).rejects.toThrow(Unauthorised);
});

it('is refused when altered, or signed by a key that the directory does not name', async () => {
  const token = await new InternalSigner('gateway', key).sign('ledger', 'demo-police');
  await expect(verifyInternal(`${token.slice(0, -4)}AAAA`, 'ledger', resolve)).rejects.toThrow(Unauthorised);
  const foreign = await new InternalSigner('gateway', newKey('gateway-1')).sign('ledger', 'demo-police');
  await expect(verifyInternal(foreign, 'ledger', resolve)).rejects.toThrow(Unauthorised);
  await expect(verifyInternal('nonsense', 'ledger', resolve)).rejects.toThrow(Unauthorised);
});
