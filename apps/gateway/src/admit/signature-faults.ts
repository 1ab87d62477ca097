import type { Fault, Sealed } from '@holdfast/contracts';
import { judgeSignatures, officersNeeded } from '@holdfast/policy';
import type { DirectoryView } from '@holdfast/policy';
import type { Caller } from '../access/caller.js';

/** Every signature must hold now, those that the kind asks for must be there, and the officer must be at the door. */
export function signatureFaults(sealed: Sealed, caller: Caller, directory: DirectoryView): Fault[] {
  const { faults } = judgeSignatures(sealed, directory, new Date().toISOString());
  return [...tokenFaults(sealed, caller), ...faults];
}

/** What a person answers for is sent by that person: a system's token does not do. */
function tokenFaults({ envelope }: Sealed, { officer }: Caller): Fault[] {
  if (officersNeeded(envelope) === 0 || envelope.officer === undefined || officer === envelope.officer) return [];
  return [{ pointer: '/officer', rule: 'officer-token', message: 'is not the officer whose token this is' }];
}
