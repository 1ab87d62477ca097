/** Form of an address; the list is the contract's. */
export type AddressFormat =
  | 'P2PKH'
  | 'P2SH'
  | 'P2WPKH'
  | 'P2WSH'
  | 'P2TR'
  | 'EVM'
  | 'TRON'
  | 'SOLANA'
  | 'XRPL'
  | 'STELLAR'
  | 'TON'
  | 'MONERO'
  | 'OTHER';

/** What a memo is; the list is the contract's. */
export type MemoType = 'DEST_TAG' | 'MEMO_TEXT' | 'MEMO_ID' | 'PAYMENT_ID';

/** An address as a chain reads it: the canonical spelling of its account, its form, and what it carries beside that. */
export interface Reading {
  address: string;
  format: AddressFormat;
  /** True: carried and correct. Null: this form carries none. */
  checksum: true | null;
  /** The tag or memo that this spelling carries inside it. */
  memo?: string;
  memoType?: MemoType;
}

/** Why a text is not an address of the chain. */
export type Unread = 'MALFORMED' | 'CHECKSUM';

/** The address is none, for this reason; a wrong chain names the right one. */
export interface Refused {
  ok: false;
  rule: Unread | 'WRONG_CHAIN' | 'UNKNOWN_CHAIN';
  suggestion?: string;
}

/**
 * The verdict on an address: its CAIP-10 account and the memo that must stand beside it, or the rule it breaks. An
 * address whose spelling carries no memo may still be sent with one.
 */
export type AddressVerdict = ({ ok: true; accountId: string; chainId: string } & Omit<Reading, 'address'>) | Refused;
