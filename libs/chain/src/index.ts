export { chainOf, chainOfEip155, chainOfSlip44 } from './aliases.js';
export { fromBaseUnits, isBaseUnits, toBaseUnits } from './amount/base-units.js';
export type { AmountFault, AmountVerdict } from './amount/base-units.js';
export { accountId, assetType, chainId, isChainId, parseAccountId, parseAssetType, parseChainId } from './caip/caip.js';
export type { AssetType } from './caip/caip.js';
export { checkAddress, detectChains } from './check-address.js';
export { splitMemo } from './split-memo.js';
export type { SplitAddress } from './split-memo.js';
export type { AddressFormat, AddressVerdict, MemoType } from './verdict.js';
