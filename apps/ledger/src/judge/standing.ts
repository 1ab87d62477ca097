import { HUB, kindOf, OfficerV1, parse, verifyContent } from '@holdfast/contracts';
import type { Envelope, Kind } from '@holdfast/contracts';
import { judgeSignatures, keyCounts } from '@holdfast/policy';
import type { DirectoryView, OfficerInForce } from '@holdfast/policy';
import { isFounding } from './founding.js';
import type { Submitted } from './submitted.js';

/** Whether a message may stand as what it claims, and whose signatures prove it. */
export interface Standing {
  /** Why it may not. */
  fault?: string;
  signers: readonly OfficerInForce[];
  founds: boolean;
  /** A process said it that needs nobody beside it. */
  alone?: boolean;
}

/** A message with everything that its standing rests on. */
export type Claim = Pick<Submitted, 'contentHash' | 'acceptedAt'> & { envelope: Envelope };

/**
 * What the ledger itself holds a message to, whoever let it in: what the hub says carries a signature of its process or
 * its operators, and what needs a pair carries those of its sender's officers. Other messages rest on the gateway.
 */
export function standingOf(message: Claim, directory: DirectoryView): Standing {
  const { envelope, contentHash } = message;
  const kind = kindOf(envelope.kind, envelope.version);
  if (isFounding(envelope, contentHash, directory)) return { signers: [], founds: true };
  const machine = kind?.machine?.(envelope);
  if (machine !== undefined) {
    return saidByProcess(message, [machine], directory)
      ? { signers: [], founds: false, alone: true }
      : failed('hub-signature');
  }
  if (kind?.paired) return pairedStanding(message, kind, directory);
  if (envelope.sender !== HUB || saidByMachine(message, kind, directory)) return { signers: [], founds: false };
  if (kind?.processes) return failed('hub-signature');
  return signedStanding(message, directory, 'hub-signature');
}

function pairedStanding(message: Claim, kind: Kind, directory: DirectoryView): Standing {
  const sender = directory.organisation(message.envelope.sender);
  if (sender?.status !== 'VERIFIED' || !kind.publishers.includes(sender.type)) return failed('publisher');
  // Another hub is a member like others: it does not speak for this one.
  if (sender.type === 'HUB' && message.envelope.sender !== HUB) return failed('publisher');
  const fault = message.envelope.kind === 'officer' ? officerFault(message.envelope, directory) : undefined;
  return fault === undefined ? signedStanding(message, directory) : failed(fault);
}

/** An officer is who was admitted as one; and two of one partner never have the same key. */
function officerFault({ messageId, body }: Envelope, directory: DirectoryView): string | undefined {
  const { officerId, orgId, keys } = parse(OfficerV1, body);
  const known = directory.officers(orgId);
  if (officerId !== undefined && !known.some(({ id }) => id === officerId)) return 'officer-unknown';
  const kids = new Set(keys.map(({ kid }) => kid));
  const others = known.filter(({ id }) => id !== (officerId ?? messageId));
  return others.some(({ officer }) => officer.keys.some(({ kid }) => kids.has(kid))) ? 'officer-key-taken' : undefined;
}

function signedStanding(message: Claim, directory: DirectoryView, reason?: string): Standing {
  const { faults, signers } = judgeSignatures(message, directory, message.acceptedAt);
  const [broken] = faults;
  return broken ? failed(reason ?? broken.rule) : { signers, founds: false };
}

const failed = (fault: string): Standing => ({ fault, signers: [], founds: false });

/** A process speaks where no person is asked for. */
function saidByMachine(message: Claim, kind: Kind | undefined, directory: DirectoryView): boolean {
  return (kind?.officers?.(message.envelope) ?? 0) === 0 && saidByProcess(message, kind?.processes, directory);
}

/** Whether one of these processes signed, or any where none is named; never in the name of a person. */
function saidByProcess(
  { envelope, contentHash, acceptedAt }: Claim,
  processes: readonly string[] | undefined,
  directory: DirectoryView,
): boolean {
  if (envelope.officer !== undefined || envelope.sender !== HUB) return false;
  const keys = directory.organisation(HUB)?.keys ?? [];
  return (envelope.signatures ?? []).some((signature) =>
    keys.some(
      (key) =>
        key.kid === signature.kid &&
        key.process !== undefined &&
        (processes === undefined || processes.includes(key.process)) &&
        keyCounts(key, acceptedAt) &&
        verifyContent(contentHash, signature, key.jwk),
    ),
  );
}
