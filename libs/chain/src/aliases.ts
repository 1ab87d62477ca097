import { bitcoinCash } from './chains/bitcoin-cash.js';
import { bitcoin, bitcoinGold, bitcoinSv, dash, litecoin, verge } from './chains/bitcoin-family.js';
import type { Chain } from './chains/chain.js';
import { evm } from './chains/evm.js';
import { monero } from './chains/monero.js';
import { ethereum } from './chains/registry.js';
import { solana } from './chains/solana.js';
import { stellar } from './chains/stellar.js';
import { ton } from './chains/ton.js';
import { tron } from './chains/tron.js';
import { xrpl } from './chains/xrpl.js';
import { zcash } from './chains/zcash.js';

/** What files call a chain: its own names, its coin, a token standard on it; and its coin type in SLIP-44. */
interface Aliases {
  chain: Chain;
  slip44: number;
  names: readonly string[];
}

/** Names stand as `spelled` leaves them. `BNB` and `AVAX` are missing: each is the coin of several chains. */
const ALIASES: readonly Aliases[] = [
  { chain: bitcoin, slip44: 0, names: ['BTC', 'XBT', 'BITCOIN', '비트코인'] },
  { chain: ethereum, slip44: 60, names: ['ETH', 'ERC20', 'ETHEREUM', '이더리움'] },
  { chain: evm(56), slip44: 9006, names: ['BSC', 'BEP20', 'BNBSMARTCHAIN', 'BINANCESMARTCHAIN'] },
  { chain: evm(61), slip44: 61, names: ['ETC', 'ETHEREUMCLASSIC', '이더리움클래식'] },
  { chain: evm(42161), slip44: 9001, names: ['ARB', 'ARBITRUM', 'ARBITRUMONE', '아비트럼'] },
  { chain: evm(137), slip44: 966, names: ['MATIC', 'POL', 'POLYGON', '폴리곤'] },
  { chain: evm(10), slip44: 614, names: ['OP', 'OPTIMISM', '옵티미즘'] },
  { chain: evm(8453), slip44: 8453, names: ['BASE'] },
  { chain: evm(43114), slip44: 9005, names: ['AVAXC', 'AVALANCHEC'] },
  { chain: tron, slip44: 195, names: ['TRX', 'TRON', 'TRC20', '트론'] },
  { chain: litecoin, slip44: 2, names: ['LTC', 'LITECOIN', '라이트코인'] },
  { chain: bitcoinCash, slip44: 145, names: ['BCH', 'BITCOINCASH', '비트코인캐시'] },
  { chain: bitcoinSv, slip44: 236, names: ['BSV', 'BITCOINSV', '비트코인SV', '비트코인에스브이'] },
  { chain: bitcoinGold, slip44: 156, names: ['BTG', 'BITCOINGOLD', '비트코인골드'] },
  { chain: dash, slip44: 5, names: ['DASH', '대시'] },
  { chain: zcash, slip44: 133, names: ['ZEC', 'ZCASH', '지캐시'] },
  { chain: verge, slip44: 77, names: ['XVG', 'VERGE', '버지'] },
  { chain: xrpl, slip44: 144, names: ['XRP', 'XRPL', 'RIPPLE', '리플', '엑스알피'] },
  { chain: stellar, slip44: 148, names: ['XLM', 'STELLAR', '스텔라', '스텔라루멘'] },
  { chain: ton, slip44: 607, names: ['TON', 'TONCOIN', '톤', '톤코인'] },
  { chain: monero, slip44: 128, names: ['XMR', 'MONERO', '모네로'] },
  { chain: solana, slip44: 501, names: ['SOL', 'SOLANA', 'SPL', '솔라나'] },
];

const byName = new Map(ALIASES.flatMap(({ chain, names }) => names.map((name) => [name, chain.id])));
const bySlip44 = new Map(ALIASES.map(({ chain, slip44 }) => [slip44, chain.id]));

/** The CAIP-2 id that a name stands for, if it stands for one. A number is no name: what it counts must be said. */
export function chainOf(alias: string): string | undefined {
  return byName.get(spelled(alias));
}

/** The CAIP-2 id of the chain whose coin has this type in SLIP-44. */
export function chainOfSlip44(coinType: number): string | undefined {
  return bySlip44.get(coinType);
}

/** The CAIP-2 id of the EVM chain with this number; every number from 1 names one. */
export function chainOfEip155(number: number): string | undefined {
  return Number.isSafeInteger(number) && number > 0 ? evm(number).id : undefined;
}

/** One spelling of a name: full-width letters become narrow, Hangul composed; case, spaces and hyphens say nothing. */
const spelled = (alias: string) =>
  alias
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s_-]/g, '');
