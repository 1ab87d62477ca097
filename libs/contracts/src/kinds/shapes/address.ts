import { Flag, Instant, Int, ListOf, Nested, OneOf, Text } from '../../fields/decorators.js';
import { AccountId, AssetId, BaseUnits, ChainId } from '../../fields/identifiers.js';
import { nested } from '../../fields/values.js';

export const ADDRESS_FORMATS = [
  'P2PKH',
  'P2SH',
  'P2WPKH',
  'P2WSH',
  'P2TR',
  'EVM',
  'TRON',
  'SOLANA',
  'XRPL',
  'STELLAR',
  'TON',
  'MONERO',
  'OTHER',
] as const;

/** An address on a chain, as it was received and in its one canonical spelling. */
export class Address {
  @AccountId({ about: 'CAIP-10 in canonical spelling.' })
  accountId!: string;

  @ChainId({ about: 'CAIP-2 id of the chain.' })
  chainId!: string;

  @Text({ max: 128, about: 'The address as received.' })
  address!: string;

  @OneOf(ADDRESS_FORMATS, { about: 'Form of the address.' })
  format!: string;

  @Flag({ optional: true, about: 'True when the form carries a checksum, which then holds; absent when it has none.' })
  checksumOk?: boolean;

  @Text({ max: 128, optional: true, about: 'Destination tag, memo or payment id.' })
  memo?: string;

  @OneOf(['DEST_TAG', 'MEMO_TEXT', 'MEMO_ID', 'PAYMENT_ID'], { optional: true, about: 'What the memo is.' })
  memoType?: string;
}

/** Value of an amount in a national currency, for people; the amount itself is exact in base units. */
export class Fiat {
  @Text({ max: 3, pattern: /^[A-Z]{3}$/, about: 'ISO 4217.' })
  currency!: string;

  @Text({ max: 40, pattern: /^(0|[1-9][0-9]*)(\.[0-9]{1,8})?$/, about: 'Decimal amount.' })
  amount!: string;

  @Instant({ about: 'Moment of the rate.' })
  rateAt!: string;

  @Text({ max: 128, about: 'Where the rate is from.' })
  rateSource!: string;
}

/** An exact amount: integer base units of a named asset. */
export class Amount {
  @AssetId({ about: 'CAIP-19 id of the asset.' })
  assetId!: string;

  @BaseUnits({ about: 'Integer base units.' })
  amountAtomic!: string;

  @Int({ min: 0, max: 36, about: 'Decimals of the asset.' })
  decimals!: number;

  @Text({ max: 32, optional: true, about: 'Symbol for people.' })
  symbol?: string;

  @Nested(() => Fiat, { optional: true, about: 'Value in a currency at a stated rate.' })
  fiat?: Fiat;
}

/** Which transaction on which chain, and which output or log of it. */
export class TxId {
  @ChainId({ about: 'CAIP-2 id of the chain.' })
  chainId!: string;

  @Text({ max: 128, pattern: /^[0-9a-zA-Z]{16,128}$/, about: 'Transaction hash in the spelling of its chain.' })
  txHash!: string;

  @Int({ min: 0, max: 4_294_967_295, optional: true, about: 'Output index.' })
  outputIndex?: number;

  @Int({ min: 0, max: 4_294_967_295, optional: true, about: 'Log index.' })
  logIndex?: number;
}

/** A transaction on a chain. */
export class Transaction extends TxId {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, optional: true, about: 'Block number.' })
  blockNumber?: number;

  @Instant({ optional: true, about: 'Block time.' })
  blockTime?: string;

  @ListOf(nested(() => Address), { max: 100, about: 'Sending addresses.' })
  from!: Address[];

  @ListOf(nested(() => Address), { max: 100, about: 'Receiving addresses.' })
  to!: Address[];

  @Nested(() => Amount, { optional: true, about: 'Amount moved.' })
  amount?: Amount;

  @OneOf(['IN', 'OUT'], { optional: true, about: 'Direction as the reporter sees it.' })
  direction?: string;
}
