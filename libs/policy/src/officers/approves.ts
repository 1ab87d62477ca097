import { directoryKeyOf, HUB, kindOf } from '@holdfast/contracts';
import type { ApprovalV1, Envelope } from '@holdfast/contracts';
import type { OfficerInForce } from '../directory/directory-view.js';
import { allow, refuse } from '../verdict.js';
import type { Verdict } from '../verdict.js';

/** A message that waits for its second person. */
export interface ApprovalTarget {
  envelope: Envelope;
  /** Lower-case hex. */
  contentHash: string;
}

/** The approval as it was recorded, and the officer whose signature on it holds. */
export interface GivenApproval {
  sender: string;
  body: ApprovalV1;
  officer: OfficerInForce;
}

/**
 * The pair, one rule for every kind: is this the word of a second person, in a role that counts, on exactly this
 * content? Signatures were judged before.
 */
export function mayApprove({ envelope, contentHash }: ApprovalTarget, approval: GivenApproval): Verdict {
  const { body, officer } = approval;
  if (body.contentHash !== contentHash) return refuse('APPROVAL-HASH');
  if (officer.id === envelope.officer || hasSigned(envelope, officer)) return refuse('APPROVAL-SELF');
  if (!stands(envelope, approval)) return refuse('APPROVAL-ROLE');
  return body.decision === 'RETURNED' ? refuse('APPROVAL-RETURNED') : allow(`APPROVAL-${body.role}`);
}

/** One person with two names is one person: a key that signed the target approves nothing. */
function hasSigned({ signatures = [] }: Envelope, { officer }: OfficerInForce): boolean {
  return signatures.some(({ kid }) => officer.keys.some((key) => key.kid === kid));
}

function stands(target: Envelope, { sender, body, officer: { officer } }: GivenApproval): boolean {
  switch (body.role) {
    case 'OPERATOR':
      return sender === HUB && officer.roles.includes('OPERATOR');
    case 'VALIDATING_AUTHORITY':
      return sender === validatingAuthority(target) && officer.roles.includes('APPROVER');
    default:
      // Of what the hub says only another operator is the second person, whatever else its officers may do.
      return sender === target.sender && sender !== HUB && officer.roles.includes(secondRole(target));
  }
}

const validatingAuthority = (target: Envelope) => kindOf(target.kind, target.version)?.validatedBy?.(target);
const secondRole = (target: Envelope) => (directoryKeyOf(target) === undefined ? 'APPROVER' : 'ADMINISTRATOR');
