import { ApprovalV1, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { DirectoryView } from '../directory/directory-view.js';
import { refuse } from '../verdict.js';
import type { Verdict } from '../verdict.js';
import { mayApprove } from './approves.js';
import type { ApprovalTarget } from './approves.js';
import { judgeSignatures } from './signatures.js';
import type { SignedContent } from './signatures.js';

/**
 * Whether an approval counts for its target, both judged by one directory at the moment at which the approval was
 * accepted: the second person's signature holds, the pair is one, and the first person still is one who may.
 */
export function judgeApproval(
  approval: SignedContent & { acceptedAt: string },
  target: ApprovalTarget,
  directory: DirectoryView,
): Verdict {
  const { envelope, acceptedAt } = approval;
  if (!takesPart(envelope, directory)) return refuse('SUSPENDED');
  const { faults, signers } = judgeSignatures(approval, directory, acceptedAt);
  const officer = signers.find(({ id }) => id === envelope.officer);
  if (faults[0] || !officer) return refuse(faults[0]?.rule ?? 'officer-required');
  const body = parse(ApprovalV1, envelope.body);
  const verdict = mayApprove(target, { sender: envelope.sender, body, officer });
  const fault = verdict.allowed ? targetFault(target, directory, acceptedAt) : undefined;
  return fault === undefined ? verdict : refuse(fault);
}

/** Who said it first must still be one who may: a key that was compromised meanwhile says nothing. */
function targetFault({ envelope, contentHash }: ApprovalTarget, directory: DirectoryView, at: string) {
  if (!takesPart(envelope, directory)) return 'SUSPENDED';
  return judgeSignatures({ envelope, contentHash: Buffer.from(contentHash, 'hex') }, directory, at).faults[0]?.rule;
}

const takesPart = ({ sender }: Envelope, directory: DirectoryView): boolean =>
  directory.organisation(sender)?.status === 'VERIFIED';
