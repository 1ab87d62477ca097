import { kindOf, verifyContent } from '@holdfast/contracts';
import type { Envelope, Kind } from '@holdfast/contracts';
import { HUB, judgeSignatures } from '@holdfast/policy';
import type { DirectoryView, OfficerInForce } from '@holdfast/policy';
import { isFounding } from './founding.js';
import type { Submitted } from './submitted.js';

/** Whether a message may stand as what it claims, and whose signatures prove it. */
export interface Standing {
  /** Why it may not. */
  fault?: string;
  signers: readonly OfficerInForce[];
  founds: boolean;
}

/** A message with everything that its standing rests on. */
export type Readable = Pick<Submitted, 'contentHash' | 'acceptedAt'> & { envelope: Envelope };

/**
 * What the ledger itself holds a message to, whoever let it in: what the hub says carries a signature of its process or
 * its operators, and what needs a pair carries those of its sender's officers. Other messages rest on the gateway.
 */
export function standingOf(message: Readable, directory: DirectoryView): Standing {
  const { envelope, contentHash } = message;
  const kind = kindOf(envelope.kind, envelope.version);
  if (isFounding(envelope, contentHash, directory)) return { signers: [], founds: true };
  if (kind?.paired) return pairedStanding(message, kind, directory);
  if (envelope.sender !== HUB || saidByProcess(message, kind, directory)) return { signers: [], founds: false };
  if (kind?.processes) return failed('hub-signature');
  return signedStanding(message, directory, 'hub-signature');
}

function pairedStanding(message: Readable, kind: Kind, directory: DirectoryView): Standing {
  const sender = directory.organisation(message.envelope.sender);
  if (!sender || !kind.publishers.includes(sender.type)) return failed('publisher');
  return signedStanding(message, directory);
}

function signedStanding(message: Readable, directory: DirectoryView, reason?: string): Standing {
  const { faults, signers } = judgeSignatures(message, directory, message.acceptedAt);
  const [broken] = faults;
  return broken ? failed(reason ?? broken.rule) : { signers, founds: false };
}

const failed = (fault: string): Standing => ({ fault, signers: [], founds: false });

function saidByProcess(
  { envelope, contentHash, acceptedAt }: Readable,
  kind: Kind | undefined,
  directory: DirectoryView,
): boolean {
  const keys = directory.organisation(HUB)?.keys ?? [];
  return (envelope.signatures ?? []).some((signature) =>
    keys.some(
      ({ kid, jwk, notAfter, process }) =>
        kid === signature.kid &&
        process !== undefined &&
        (kind?.processes === undefined || kind.processes.includes(process)) &&
        (notAfter === undefined || acceptedAt < notAfter) &&
        verifyContent(contentHash, signature, jwk),
    ),
  );
}
