/** Form of an address; the list is the contract's. */
export type AddressFormat =
  'P2PKH' | 'P2SH' | 'P2WPKH' | 'P2WSH' | 'P2TR' | 'EVM' | 'TRON' | 'SOLANA' | 'XRPL' | 'MONERO' | 'OTHER';

/** An address as a chain reads it: its one canonical spelling, its form, and whether that form carries a checksum. */
export interface Reading {
  address: string;
  format: AddressFormat;
  /** True: carried and correct. Null: this form carries none. */
  checksum: true | null;
}

/** Why a text is not an address of the chain. */
export type Unread = 'MALFORMED' | 'CHECKSUM';

/** The verdict on an address: its CAIP-10 account, or the rule it breaks and perhaps the chain it belongs to. */
export type AddressVerdict =
  | { ok: true; accountId: string; chainId: string; format: AddressFormat; checksum: true | null }
  | { ok: false; rule: Unread | 'WRONG_CHAIN' | 'UNKNOWN_CHAIN'; suggestion?: string };
