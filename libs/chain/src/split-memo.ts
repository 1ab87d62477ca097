import { parseAccountId } from './caip/caip.js';
import { checkAddress } from './check-address.js';
import type { MemoType, Refused } from './verdict.js';

/** The account in its canonical spelling, and the tag, memo or payment id that the text carried, if it carried one. */
export interface SplitAddress {
  ok: true;
  address: string;
  memo?: string;
  memoType?: MemoType;
}

/** Takes account and memo apart where a spelling joins them, so that neither is lost; refuses like `checkAddress`. */
export function splitMemo(chainId: string, text: string): SplitAddress | Refused {
  const verdict = checkAddress(chainId, text);
  if (!verdict.ok) return verdict;
  const address = parseAccountId(verdict.accountId)?.address ?? text;
  const { memo, memoType } = verdict;
  return memo === undefined || memoType === undefined ? { ok: true, address } : { ok: true, address, memo, memoType };
}
