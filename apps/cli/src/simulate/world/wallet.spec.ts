import { checkAddress } from '@holdfast/chain';
import { BEHAVIOURS, behaviourAt } from './behaviour.js';
import { walletsOf } from './wallet.js';

const ids = Array.from({ length: 200 }, (_, at) => `sim-exchange-${at}`);

it('makes addresses whose checksums hold, in their canonical spelling, each for one exchange alone', () => {
  const wallets = ids.flatMap((id) => walletsOf('seed', id, 'sim-exchange-0'));
  const verdicts = wallets.map(({ address }) => checkAddress(address.chainId, address.address));
  expect(verdicts).toEqual(
    wallets.map(({ address: { accountId, chainId, format } }) => ({
      ok: true,
      accountId,
      chainId,
      format,
      checksum: true,
    })),
  );
  expect(new Set(wallets.map(({ address }) => address.chainId)).size).toBe(3);
  expect(new Set(wallets.map(({ address }) => address.accountId)).size).toBe(wallets.length);
});

it('gives the same world for the same seed, and another for another', () => {
  expect(walletsOf('seed', 'a', 'b')).toEqual(walletsOf('seed', 'a', 'b'));
  expect(walletsOf('seed', 'a', 'b')[0]?.address).not.toEqual(walletsOf('other', 'a', 'b')[0]?.address);
});

it('sends what was withdrawn from one exchange to an address of the next', () => {
  const onward = walletsOf('seed', 'a', 'b').flatMap((wallet) => wallet.onward);
  const atNext = walletsOf('seed', 'b', 'c').filter(({ balance }) => balance.amountAtomic !== '0');
  expect(onward.map(({ accountId }) => accountId)).toEqual([
    atNext.find(({ address }) => address.accountId === onward[0]?.accountId)?.address.accountId,
  ]);
});

it('lets exchanges behave in every way, most of them promptly', () => {
  const behaviours = ids.map((_, at) => behaviourAt(at));
  expect(new Set(behaviours)).toEqual(new Set(BEHAVIOURS));
  expect(behaviours.filter((each) => each === 'prompt').length).toBeGreaterThan(ids.length / 2);
});
