import { ApprovalV1, directoryKeyOf, kindOf, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { fits, judgeApproval, suspends } from '@holdfast/policy';
import type { StatedDirectory } from '@holdfast/policy';
import type { Claim, Standing } from './standing.js';

/** A recorded message that needs a second person to take effect. */
export interface Pending {
  index: number;
  /** Lower-case hex. */
  contentHash: string;
  envelope: Envelope;
}

/** The message that takes effect with an entry, or the rule by which its approval gives it none. */
export interface EffectVerdict {
  effect?: Pending;
  rule?: string;
}

/**
 * What takes effect with the entry at `index`: the entry itself, when two officers signed it or it only suspends, else
 * the message that it approves. What a newer version overtook takes no effect any more.
 */
export function effectOf(
  message: Claim & { index: number },
  standing: Standing,
  { directory, pending }: { directory: StatedDirectory; pending: ReadonlyMap<string, Pending> },
): EffectVerdict {
  const { envelope, contentHash, index } = message;
  if (kindOf(envelope.kind, envelope.version)?.paired) {
    const own = { index, contentHash: contentHash.toString('hex'), envelope };
    const before = inForce(own, directory)?.envelope;
    return standing.founds || standing.alone || hasTwo(standing, envelope) || suspends(before, envelope)
      ? { effect: own }
      : {};
  }
  if (envelope.kind !== 'approval') return {};
  const target = pending.get(parse(ApprovalV1, envelope.body).target);
  if (!target) return {};
  const rule = approvalFault(message, target, directory);
  return rule === undefined ? { effect: target } : { rule };
}

/** Two different officers whose role may say this. */
function hasTwo({ signers }: Standing, envelope: Envelope): boolean {
  return signers.filter((signer) => fits(signer, envelope)).length >= 2;
}

/** Why an approval gives its target no effect. */
function approvalFault(message: Claim, target: Pending, directory: StatedDirectory): string | undefined {
  if ((inForce(target, directory)?.said ?? -1) >= target.index) return 'APPROVAL-OVERTAKEN';
  const { allowed, rule } = judgeApproval(message, target, directory);
  if (!allowed) return rule;
  return parse(ApprovalV1, message.envelope.body).decision === 'APPROVED' ? undefined : 'APPROVAL-DECISION';
}

function inForce({ envelope }: Pending, directory: StatedDirectory) {
  const key = directoryKeyOf(envelope);
  return key === undefined ? undefined : directory.get(key);
}
