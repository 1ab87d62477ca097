/*
  chain_id   = namespace ":" reference                        CAIP-2
  account_id = chain_id ":" address                           CAIP-10
  asset_type = chain_id "/" asset_namespace ":" reference     CAIP-19, without a token id: the contract carries none
*/
const NAMESPACE = '[-a-z0-9]{3,8}';
const CHAIN = `${NAMESPACE}:[-_a-zA-Z0-9]{1,32}`;
const VALUE = '[-.%a-zA-Z0-9]{1,128}';

const CHAIN_ID = new RegExp(`^(?=${CHAIN}$)([^:]+):(.+)$`);
const ACCOUNT_ID = new RegExp(`^(${CHAIN}):(${VALUE})$`);
const ASSET_TYPE = new RegExp(`^(${CHAIN})/(${NAMESPACE}):(${VALUE})$`);

/** Whether this is a CAIP-2 chain id in form; the form says nothing of the chain's existence. */
export function isChainId(text: string): boolean {
  return CHAIN_ID.test(text);
}

/** Namespace and reference of a CAIP-2 chain id, or undefined where it is none in form. */
export function parseChainId(text: string): { namespace: string; reference: string } | undefined {
  const [, namespace, reference] = CHAIN_ID.exec(text) ?? [];
  return namespace !== undefined && reference !== undefined ? { namespace, reference } : undefined;
}

/** The CAIP-2 chain id of a namespace and a reference. */
export function chainId(namespace: string, reference: string): string {
  return `${namespace}:${reference}`;
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

/** A kind of asset on a chain: `slip44` and a coin type, or a token standard and the token's address. */
export interface AssetType {
  chainId: string;
  namespace: string;
  reference: string;
}

/** The parts of a CAIP-19 asset type, or undefined where it is none in form; one token of a collection has none. */
export function parseAssetType(text: string): AssetType | undefined {
  const [, chainId, namespace, reference] = ASSET_TYPE.exec(text) ?? [];
  if (chainId === undefined || namespace === undefined || reference === undefined) return undefined;
  return { chainId, namespace, reference };
}

/** The CAIP-19 asset type of its parts. */
export function assetType({ chainId, namespace, reference }: AssetType): string {
  return `${chainId}/${namespace}:${reference}`;
}
