import type { Fault, Sealed } from '@holdfast/contracts';
import { judgeSignatures, officersNeeded } from '@holdfast/policy';
import type { DirectoryView, SignaturesVerdict } from '@holdfast/policy';
import type { Caller } from '../access/caller.js';

/** Every signature must hold now, those that the kind asks for must be there, and the officer must be at the door. */
export function signatureFaults(sealed: Sealed, caller: Caller, directory: DirectoryView): Fault[] {
  const verdict = judgeSignatures(sealed, directory, new Date().toISOString());
  return [...tokenFaults(sealed, caller, verdict), ...verdict.faults];
}

/**
 * What a person answers for is sent by that person: a system's token does not do. Elsewhere a message names only an
 * officer who sends it or who has signed it.
 */
function tokenFaults({ envelope }: Sealed, { officer }: Caller, { signers }: SignaturesVerdict): Fault[] {
  if (envelope.officer === undefined || officer === envelope.officer) return [];
  const hasSigned = signers.some(({ id }) => id === envelope.officer);
  if (officersNeeded(envelope) === 0 && hasSigned) return [];
  return [{ pointer: '/officer', rule: 'officer-token', message: 'is not the officer whose token this is' }];
}
