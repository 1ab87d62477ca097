import { bitcoinCash } from './bitcoin-cash.js';
import { bitcoin, bitcoinGold, bitcoinSv, dash, litecoin, verge } from './bitcoin-family.js';
import type { Chain } from './chain.js';
import { evm } from './evm.js';
import { monero } from './monero.js';
import { solana } from './solana.js';
import { stellar } from './stellar.js';
import { ton } from './ton.js';
import { tron } from './tron.js';
import { xrpl } from './xrpl.js';
import { zcash } from './zcash.js';

export const ethereum = evm(1);

/** Every chain that this build reads by name: adding one is a file and a line here. */
export const chains: readonly Chain[] = [
  bitcoin,
  ethereum,
  tron,
  litecoin,
  bitcoinCash,
  bitcoinSv,
  bitcoinGold,
  dash,
  zcash,
  verge,
  xrpl,
  stellar,
  ton,
  monero,
  solana,
];

const byId = new Map(chains.map((chain) => [chain.id, chain]));

/** The chain of a CAIP-2 id; any EVM chain by its number. */
export function chainById(id: string): Chain | undefined {
  const number = /^eip155:([1-9][0-9]{0,15})$/.exec(id)?.[1];
  return number === undefined ? byId.get(id) : evm(Number(number));
}
