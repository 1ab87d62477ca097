import { ApprovalV1, kindOf, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { judgeSignatures, mayApprove, suspends } from '@holdfast/policy';
import type { StatedDirectory } from '@holdfast/policy';
import type { Readable, Standing } from './standing.js';

/** A recorded message that needs a second person to take effect. */
export interface Pending {
  index: number;
  /** Lower-case hex. */
  contentHash: string;
  envelope: Envelope;
}

/**
 * The message that takes effect with the entry at `index`, if one does: the entry itself, when two officers signed it
 * or it only suspends, else the one that it approves. What a newer version overtook takes no effect any more.
 */
export function effectOf(
  message: Readable & { index: number },
  standing: Standing,
  { directory, pending }: { directory: StatedDirectory; pending: ReadonlyMap<string, Pending> },
): Pending | undefined {
  const { envelope, contentHash, index } = message;
  const kind = kindOf(envelope.kind, envelope.version);
  if (kind?.paired) {
    const own = { index, contentHash: contentHash.toString('hex'), envelope };
    const isWhole =
      standing.founds || hasTwo(standing, envelope) || suspends(inForce(own, directory)?.envelope, envelope);
    return isWhole ? own : undefined;
  }
  if (envelope.kind !== 'approval') return undefined;
  const target = pending.get(parse(ApprovalV1, envelope.body).target);
  return target && approves(message, target, directory) ? target : undefined;
}

/** Two different officers whose role may say this. */
function hasTwo({ signers }: Standing, { kind, version }: Envelope): boolean {
  const roles = kindOf(kind, version)?.roles ?? [];
  return signers.filter(({ officer }) => officer.roles.some((role) => roles.includes(role))).length >= 2;
}

function approves(message: Readable, target: Pending, directory: StatedDirectory): boolean {
  const { envelope, acceptedAt } = message;
  if ((inForce(target, directory)?.said ?? -1) >= target.index) return false;
  const { faults, signers } = judgeSignatures(message, directory, acceptedAt);
  const officer = signers.find(({ id }) => id === envelope.officer);
  if (faults.length > 0 || !officer) return false;
  return mayApprove(target, { sender: envelope.sender, body: parse(ApprovalV1, envelope.body), officer }).allowed;
}

function inForce({ envelope }: Pending, directory: StatedDirectory) {
  const key = kindOf(envelope.kind, envelope.version)?.directoryKey?.(envelope);
  return key === undefined ? undefined : directory.get(key);
}
