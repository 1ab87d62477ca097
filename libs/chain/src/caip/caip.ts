const CHAIN_ID = /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$/;
const ACCOUNT_ID = /^([-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}):([-.%a-zA-Z0-9]{1,128})$/;

/** Whether this is a CAIP-2 chain id in form; the form says nothing of the chain's existence. */
export function isChainId(text: string): boolean {
  return CHAIN_ID.test(text);
}

/** Chain and address of a CAIP-10 account id, or undefined where it is none in form. */
export function parseAccountId(text: string): { chainId: string; address: string } | undefined {
  const [, chainId, address] = ACCOUNT_ID.exec(text) ?? [];
  return chainId !== undefined && address !== undefined ? { chainId, address } : undefined;
}

/** The CAIP-10 account id of an address on a chain. */
export function accountId(chainId: string, address: string): string {
  return `${chainId}:${address}`;
}
