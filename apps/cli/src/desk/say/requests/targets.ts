import type { Address, EnforcementRequestV1 } from '@holdfast/contracts';

/** Addresses as the targets T1, T2, … of a request: answers name them so. */
export function targetsOf(addresses: readonly Address[]): EnforcementRequestV1['targets'] {
  return addresses.map((address, at) => ({ targetId: `T${at + 1}`, type: 'ADDRESS', address }));
}
