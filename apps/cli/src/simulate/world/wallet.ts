import { hash } from 'node:crypto';
import { fromBaseUnits } from '@holdfast/chain';
import type { Address, Hold } from '@holdfast/contracts';
import { BITCOIN, ETHEREUM, madeAddress, TRON } from './made-address.js';

export type Amount = NonNullable<Hold['heldAmount']>;

/** An address that a simulated exchange controls or controlled, whose it is there, and what lies on it. */
export interface Wallet {
  address: Address;
  role: 'CUSTOMER_DEPOSIT' | 'HOT_WALLET' | 'FORMER';
  customer?: string;
  balance: Amount;
  /** Where its customer's withdrawals went. */
  onward: Address[];
}

const ASSETS: Readonly<Record<string, Omit<Amount, 'amountAtomic'>>> = {
  [BITCOIN]: { assetId: `${BITCOIN}/slip44:0`, decimals: 8, symbol: 'BTC' },
  [ETHEREUM]: { assetId: `${ETHEREUM}/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7`, decimals: 6, symbol: 'USDT' },
  [TRON]: { assetId: `${TRON}/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t`, decimals: 6, symbol: 'USDT' },
};

/** So much, in base units, of the asset that simulated customers hold on a chain. */
export function amountOn(chainId: string, amountAtomic: bigint): Amount {
  const asset = ASSETS[chainId];
  if (!asset) throw new TypeError(`No asset is made on ${chainId}`);
  return { ...asset, amountAtomic: String(amountAtomic) };
}

/** An amount as people read it. */
export function amountText({ amountAtomic, decimals, symbol = '' }: Amount): string {
  return `${fromBaseUnits(amountAtomic, decimals) ?? amountAtomic} ${symbol}`.trimEnd();
}

/** Which wallets an exchange has: one of each kind that answers differently. */
const PLAN: readonly { chainId: string; role: Wallet['role']; isEmptied?: boolean }[] = [
  { chainId: BITCOIN, role: 'HOT_WALLET' },
  { chainId: BITCOIN, role: 'CUSTOMER_DEPOSIT' },
  { chainId: ETHEREUM, role: 'CUSTOMER_DEPOSIT' },
  { chainId: TRON, role: 'CUSTOMER_DEPOSIT' },
  { chainId: TRON, role: 'CUSTOMER_DEPOSIT', isEmptied: true },
  { chainId: ETHEREUM, role: 'FORMER' },
];

/** The deposit address to which the emptied customers of other exchanges withdrew. */
const RECEIVING = 3;

/** The wallets of an exchange, which follow from the seed; what was withdrawn went to the exchange `next`. */
export function walletsOf(seed: string, exchange: string, next: string): Wallet[] {
  const addressOf = (owner: string, at: number) => madeAddress(PLAN[at]?.chainId ?? '', `${seed}/${owner}/${at}`);
  return PLAN.map(({ chainId, role, isEmptied = false }, at) => {
    const number = hash('sha256', `${seed}/${exchange}/${at}/customer`, 'buffer').readUInt32BE();
    const isThere = role !== 'FORMER' && !isEmptied;
    return {
      address: addressOf(exchange, at),
      role,
      ...(role === 'CUSTOMER_DEPOSIT' ? { customer: `C-${String(number % 1_000_000).padStart(6, '0')}` } : {}),
      balance: amountOn(chainId, isThere ? balanceOf(chainId, number) : 0n),
      onward: isEmptied ? [addressOf(next, RECEIVING)] : [],
    };
  });
}

/** Between a hundredth of a coin and a hundred thousand units of what is worth a dollar. */
function balanceOf(chainId: string, number: number): bigint {
  return chainId === BITCOIN ? 1_000_000n + BigInt(number % 400_000_000) : 1_000_000_000n + BigInt(number) * 20n;
}
