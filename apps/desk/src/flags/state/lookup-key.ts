/** The one key of an account: an EVM address means the same in any case, every other spelling is already the one. */
export const lookupKey = (accountId: string): string =>
  accountId.startsWith('eip155:') ? accountId.toLowerCase() : accountId;
