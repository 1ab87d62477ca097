import { fromBaseUnits, toBaseUnits } from '@holdfast/chain';
import type { AmountFault } from '@holdfast/chain';
import type { Hold } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';
import type { Asset } from './assets.js';

/** An exact amount of an asset. */
export type Amount = NonNullable<Hold['heldAmount']>;

const REASONS: Readonly<Record<AmountFault, string>> = {
  MALFORMED: 'write it as 48250.75: digits and a point, no separators',
  TOO_PRECISE: 'has more decimals than the asset; nothing is rounded',
  OUT_OF_RANGE: 'is too large',
  DECIMALS: 'decimals are 0 to 36',
};

/** The amount in base units. Throws CommandFailed where it is not exact. */
export function amountOf(decimal: string, { assetId, decimals, symbol }: Asset): Amount {
  const verdict = toBaseUnits(decimal, decimals);
  if (!verdict.ok) throw new CommandFailed(`The amount ${decimal}: ${REASONS[verdict.rule]}`);
  return { assetId, amountAtomic: verdict.amountAtomic, decimals, ...(symbol === undefined ? {} : { symbol }) };
}

/** What is missing of an amount that was asked for; undefined where nothing is, or another asset is held. */
export function shortfallOf(held: Amount, asked: Amount): Amount | undefined {
  const missing = BigInt(asked.amountAtomic) - BigInt(held.amountAtomic);
  const isSame = held.assetId === asked.assetId && held.decimals === asked.decimals;
  return isSame && missing > 0n ? { ...held, amountAtomic: String(missing) } : undefined;
}

/** An amount for people; the asset in full where it has no symbol. */
export function amountText({ amountAtomic, decimals, symbol, assetId }: Amount): string {
  return `${fromBaseUnits(amountAtomic, decimals) ?? amountAtomic} ${symbol ?? assetId}`;
}
