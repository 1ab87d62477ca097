import { chainOf, chainOfEip155, chainOfSlip44, isChainId } from '@holdfast/chain';
import fc from 'fast-check';

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';

it.each([
  [['BTC', 'XBT', 'bitcoin', '비트코인'], BITCOIN],
  [['ETH', 'ERC20', 'ERC-20', 'erc 20', '이더리움'], 'eip155:1'],
  [['BSC', 'BEP20', 'BNB Smart Chain'], 'eip155:56'],
  [['ETC', '이더리움 클래식'], 'eip155:61'],
  [['ARB', '아비트럼'], 'eip155:42161'],
  [['MATIC', 'POL', 'Polygon', '폴리곤'], 'eip155:137'],
  [['OP', 'Optimism'], 'eip155:10'],
  [['Base'], 'eip155:8453'],
  [['AVAX-C', 'AVAXC'], 'eip155:43114'],
  [['TRX', 'TRON', 'TRC20', 'TRC-20', '트론'], 'tron:0x2b6653dc'],
  [['LTC', '라이트코인'], 'bip122:12a765e31ffd4059bada1e25190f6e98'],
  [['BCH', 'Bitcoin Cash', '비트코인 캐시'], 'bip122:000000000000000000651ef99cb9fcbe'],
  [['BSV', '비트코인SV'], 'bip122:000000000000000001d956714215d96f'],
  [['BTG', '비트코인골드'], 'bip122:bitcoin-gold'],
  [['DASH', '대시'], 'bip122:00000ffd590b1485b3caadc19b22e637'],
  [['ZEC', '지캐시'], 'bip122:00040fe8ec8471911baa1db1266ea15d'],
  [['XVG', '버지'], 'bip122:00000fc63692467faeb20cdb3b53200d'],
  [['XRP', 'Ripple', '리플'], 'xrpl:0'],
  [['XLM', 'Stellar', '스텔라루멘'], 'stellar:pubnet'],
  [['TON', '톤코인'], 'tvm:-239'],
  [['XMR', '모네로'], 'monero:418015bb9ae982a1975da7d79277c270'],
  [['SOL', 'Solana', '솔라나'], 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'],
])('knows %s as %s', (names, id) => {
  expect(names.map(chainOf)).toEqual(names.map(() => id));
});

it.each([
  ['full-width letters', 'ＴＲＣ２０', 'tron:0x2b6653dc'],
  ['full-width letters', 'ＢＴＣ', BITCOIN],
  ['Hangul in single letters, as macOS writes file names', '트론'.normalize('NFD'), 'tron:0x2b6653dc'],
  ['spaces around a name', ' xbt\t', BITCOIN],
])('normalises %s before it looks: %s', (_, name, id) => {
  expect(chainOf(name)).toBe(id);
});

it.each(['constructor', '', '195', '0', 'BNB', 'AVAX', 'BEP2', 'BTCC', 'ＢТＣ'])('takes %j for no chain', (name) => {
  expect(chainOf(name)).toBeUndefined();
});

it('knows every chain by its coin type in SLIP-44, and by nothing else', () => {
  const types = [0, 2, 5, 60, 61, 77, 128, 133, 144, 145, 148, 156, 195, 236, 501, 607];
  const names = 'BTC LTC DASH ETH ETC XVG XMR ZEC XRP BCH XLM BTG TRX BSV SOL TON'.split(' ');
  expect(types.map(chainOfSlip44)).toEqual(names.map(chainOf));
  expect([966, 614, 8453, 9001, 9005, 9006].map(chainOfSlip44)).toEqual(
    ['POLYGON', 'OP', 'BASE', 'ARB', 'AVAXC', 'BSC'].map(chainOf),
  );
  expect([1, 56, 714, -60, 0.5, Number.NaN].map(chainOfSlip44)).toEqual(Array(6).fill(undefined));
});

it('names an EVM chain by its number', () => {
  expect([1, 56, 42161].map(chainOfEip155)).toEqual(['ETH', 'BSC', 'ARB'].map(chainOf));
  expect([0, -1, 1.5, Number.NaN, 2 ** 53].map(chainOfEip155)).toEqual(Array(5).fill(undefined));
  fc.assert(fc.property(fc.integer({ min: 1 }), (number) => isChainId(chainOfEip155(number) ?? '')));
});
