import { addressOf, chainIdOf } from './address-of.js';
import { amountOf, amountText, shortfallOf } from './amount-of.js';
import { assetOf } from './assets.js';
import { endOf, momentOf } from './end-of.js';
import { needed } from './needed.js';

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const TRON = 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8';
const EVM = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const now = new Date('2026-04-14T07:40:00.000Z');

describe('an address', () => {
  it('is completed with what its chain says of it', () => {
    expect(addressOf(TRON)).toEqual({
      accountId: `tron:0x2b6653dc:${TRON}`,
      chainId: 'tron:0x2b6653dc',
      address: TRON,
      format: 'TRON',
      checksumOk: true,
    });
  });

  it('says nothing of a checksum that its spelling does not carry', () => {
    const address = addressOf(EVM.toLowerCase(), 'ethereum');
    expect(address).toEqual({
      accountId: `eip155:1:${EVM}`,
      chainId: 'eip155:1',
      address: EVM.toLowerCase(),
      format: 'EVM',
    });
  });

  it.each([
    ['by a name', P2PKH, 'bitcoin', BITCOIN],
    ['by an id', EVM, 'eip155:137', 'eip155:137'],
    ['by its account, whatever chain is named', `${BITCOIN}:${P2PKH}`, 'tron', BITCOIN],
  ])('takes its chain %s', (_, text, chain, chainId) => {
    expect(addressOf(text, chain).chainId).toBe(chainId);
  });

  it.each([
    ['no chain knows', 'nonsense', undefined, /of no chain that is known here/],
    ['several chains know', P2PKH, undefined, /several chains .*--chain bitcoin/],
    ['has a wrong character', P2PKH.replace('Boat', 'Baat'), 'bitcoin', /checksum does not hold/],
    ['is of another chain, naming it', TRON, 'bitcoin', /another chain: --chain tron:0x2b6653dc/],
    ['is on a chain that is no chain', P2PKH, 'nowhere', /No chain nowhere/],
    ['is on a chain that nobody reads', P2PKH, 'nochain:1', /cannot be checked here/],
  ])('is refused when %s', (_, text, chain, message) => {
    expect(() => addressOf(text, chain)).toThrow(message);
  });

  it('keeps the tag that its spelling carries inside', () => {
    const text = 'XVLhHMPHU98es4dbozjVtdWzVrDjtV18pX8yuPT7y4xaEHi';
    expect(addressOf(text, 'xrp')).toMatchObject({ address: text, memo: '4294967295', memoType: 'DEST_TAG' });
  });

  it('is on the chain that people call so', () => {
    expect(['TRC20', 'trx', 'tron'].map(chainIdOf)).toEqual(Array(3).fill('tron:0x2b6653dc'));
  });
});

describe('an amount', () => {
  const usdt = assetOf({ asset: 'usdt', chainId: 'tron:0x2b6653dc' });
  const amount = (decimal: string) => amountOf(decimal, usdt);

  it('is exact, of the asset that the symbol means on that chain', () => {
    expect(amount('48250.75')).toEqual({
      assetId: 'tron:0x2b6653dc/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
      amountAtomic: '48250750000',
      decimals: 6,
      symbol: 'USDT',
    });
    expect(assetOf({ asset: 'USDT', chainId: 'eip155:1' }).assetId).toMatch(/^eip155:1\/erc20:/);
  });

  it.each([
    ['1.0000001', /more decimals/],
    ['1,5', /digits and a point/],
    ['-1', /digits and a point/],
  ])('is refused where it is not exact: %s', (decimal, message) => {
    expect(() => amount(decimal)).toThrow(message);
  });

  it('asks for the decimals of an asset that is not known, and never guesses', () => {
    const other = { asset: 'eip155:1/erc20:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', chainId: 'eip155:1' };
    expect(() => assetOf(other)).toThrow(/--decimals/);
    expect(() => assetOf({ asset: 'DOGE', chainId: 'eip155:1' })).toThrow(/Known there: ETH, USDT, USDC/);
    expect(assetOf({ ...other, decimals: 4 })).toEqual({ assetId: other.asset, decimals: 4 });
  });

  it('lacks what is missing to what was asked, of the same asset alone', () => {
    expect(shortfallOf(amount('31900'), amount('48250.75'))).toEqual(amount('16350.75'));
    expect(shortfallOf(amount('48250.75'), amount('48250.75'))).toBeUndefined();
    expect(shortfallOf({ ...amount('1'), assetId: 'eip155:1/slip44:60' }, amount('2'))).toBeUndefined();
  });

  it('is shown with its symbol, or its asset', () => {
    expect(amountText(amount('1.50'))).toBe('1.5 USDT');
    expect(amountText({ assetId: 'eip155:1/slip44:60', amountAtomic: '1', decimals: 0 })).toBe('1 eip155:1/slip44:60');
  });
});

describe('a time', () => {
  it.each([
    ['90m', '2026-04-14T09:10:00.000Z'],
    ['72h', '2026-04-17T07:40:00.000Z'],
    ['14d', '2026-04-28T07:40:00.000Z'],
    ['2026-05-01', '2026-05-01T00:00:00.000Z'],
    ['2026-05-01T09:00+09:00', '2026-05-01T00:00:00.000Z'],
  ])('is meant by %s', (text, moment) => {
    expect(endOf(text, now)).toBe(moment);
  });

  it.each(['soon', '72', '0h', '2026-02-30', '2026-13-01', '1.5h', '2026-05-01 09:00', '2026-05-01T09:00'])(
    'is not meant by %s',
    (text) => {
      expect(() => endOf(text, now)).toThrow(/is no time/);
    },
  );

  it('is within ten years', () => {
    expect(() => endOf('999999d', now)).toThrow(/ten years/);
    expect(momentOf('2026-04-14T07:40:00Z')).toBe(now.toISOString());
  });
});

it('names every option that is missing at once, and gives them back where none is', () => {
  const flags = { one: '--one X', two: '--two Y', all: '--all Z' };
  const some: { one?: string; two?: string; all: string[] } = { all: [] };
  expect(() => needed(some, flags)).toThrow('Say also:\n  --one X\n  --two Y\n  --all Z');
  expect(needed({ ...some, one: '1', two: '2', all: ['3'] }, flags)).toEqual({ one: '1', two: '2', all: ['3'] });
});
