export { chainOf } from './aliases.js';
export { accountId, isChainId, parseAccountId } from './caip/caip.js';
export { checkAddress, detectChains } from './check-address.js';
export type { AddressVerdict } from './verdict.js';
