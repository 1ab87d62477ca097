import { bitcoinCash } from './chains/bitcoin-cash.js';
import { bitcoin, bitcoinGold, bitcoinSv, dash, litecoin, verge } from './chains/bitcoin-family.js';
import type { Chain } from './chains/chain.js';
import { evm } from './chains/evm.js';
import { monero } from './chains/monero.js';
import { ethereum } from './chains/registry.js';
import { solana } from './chains/solana.js';
import { tron } from './chains/tron.js';
import { xrpl } from './chains/xrpl.js';
import { zcash } from './chains/zcash.js';

/** Names that files use for a chain, some of them token standards or tickers of its own coin. */
const NAMES: readonly [Chain, readonly string[]][] = [
  [bitcoin, ['BTC', 'XBT', 'BITCOIN']],
  [ethereum, ['ETH', 'ERC20', 'ETHEREUM']],
  [evm(56), ['BSC', 'BEP20']],
  [evm(61), ['ETC']],
  [evm(42161), ['ARB', 'ARBITRUM']],
  [tron, ['TRX', 'TRON', 'TRC20', '트론']],
  [litecoin, ['LTC']],
  [bitcoinCash, ['BCH']],
  [bitcoinSv, ['BSV']],
  [bitcoinGold, ['BTG']],
  [dash, ['DASH']],
  [zcash, ['ZEC']],
  [verge, ['XVG']],
  [xrpl, ['XRP']],
  [monero, ['XMR']],
  [solana, ['SOL']],
];

const byName = new Map(NAMES.flatMap(([{ id }, names]) => names.map((name) => [name, id])));

/** The CAIP-2 id that a name stands for, if it stands for one. */
export function chainOf(alias: string): string | undefined {
  return byName.get(alias.trim().toUpperCase());
}
