import { HUB, kindOf, verifyContent } from '@holdfast/contracts';
import type { Envelope, Fault } from '@holdfast/contracts';
import type { DirectoryView, OfficerInForce } from '../directory/directory-view.js';
import { officerKey, systemKey } from '../directory/keys.js';
import { ADVICE } from './advice.js';
import { fits } from './fitting-roles.js';

type Signature = NonNullable<Envelope['signatures']>[number];

/** A message whose signatures are judged. */
export interface SignedContent {
  envelope: Envelope;
  contentHash: Buffer;
}

/** What the signatures of a message prove: every broken rule, and the officers whose signature holds. */
export interface SignaturesVerdict {
  faults: Fault[];
  signers: OfficerInForce[];
}

/**
 * Judges every signature on a message at a moment (RFC 3339), and whether those that its kind asks for are there: so
 * many different officers of the sender in a fitting role, the one who acts among them.
 */
export function judgeSignatures(message: SignedContent, directory: DirectoryView, at: string): SignaturesVerdict {
  const { signatures = [] } = message.envelope;
  const judged = signatures.map((signature, place) => judgeOne(signature, place, message, { directory, at }));
  const signers = new Map(judged.flatMap(({ signer }) => (signer ? [[signer.id, signer] as const] : [])));
  const faults = judged.flatMap(({ fault: broken }) => broken ?? []);
  return {
    faults: faults.length > 0 ? faults : actingFaults(message.envelope, signers),
    signers: [...signers.values()],
  };
}

function judgeOne(
  signature: Signature,
  place: number,
  { envelope, contentHash }: SignedContent,
  { directory, at }: { directory: DirectoryView; at: string },
): { fault?: Fault; signer?: OfficerInForce } {
  const broken = (rule: string) => ({ fault: fault(`/signatures/${place}`, rule) });
  if (signature.by === 'partner') {
    // What the hub says is said by its people or its processes; it has no system beside them.
    const organisation = envelope.sender === HUB ? undefined : directory.organisation(envelope.sender);
    const key = organisation && systemKey(organisation, signature.kid, at);
    return key && verifyContent(contentHash, signature, key.jwk) ? {} : broken('signature');
  }
  const signer = holderOf(signature.kid, envelope, directory);
  if (!signer) return broken('signature-key');
  const key = officerKey(signer.officer, signature.kid, at);
  if (!key) return broken(deadRule(signer, signature.kid));
  return verifyContent(contentHash, signature, key.jwk) ? { signer } : broken('signature');
}

/** Whose key it is; the officer who acts comes first, should two ever have the same. */
function holderOf(kid: string, { sender, officer: acting }: Envelope, directory: DirectoryView) {
  const holders = directory.officers(sender).filter(({ officer }) => officer.keys.some((key) => key.kid === kid));
  return holders.find(({ id }) => id === acting) ?? holders[0];
}

function deadRule({ officer }: OfficerInForce, kid: string): string {
  if (officer.status !== 'ACTIVE') return 'signature-officer-suspended';
  const isCompromised = officer.keys.some((key) => key.kid === kid && key.compromisedSince !== undefined);
  return isCompromised ? 'signature-key-compromised' : 'signature-key-expired';
}

/** How many officers must have signed a message: what its kind says, and for the hub's people at least one. */
export function officersNeeded(envelope: Envelope): number {
  const asked = kindOf(envelope.kind, envelope.version)?.officers?.(envelope) ?? 0;
  return envelope.sender === HUB ? Math.max(asked, 1) : asked;
}

function actingFaults(envelope: Envelope, signers: ReadonlyMap<string, OfficerInForce>): Fault[] {
  const needed = officersNeeded(envelope);
  const acting = envelope.officer === undefined ? undefined : signers.get(envelope.officer);
  if (needed > 0 && envelope.officer === undefined) return [fault('/officer', 'officer-required')];
  // A signature of somebody else says nothing of the officer that the message names.
  if (signers.size > 0 && !acting) return [fault('/officer', 'signature-officer')];
  if (needed === 0) return [];
  if (!acting) return [fault('/signatures', 'signature-required')];
  if (!fits(acting, envelope)) return [fault('/officer', 'officer-role')];
  const fitting = [...signers.values()].filter((signer) => fits(signer, envelope));
  return fitting.length < needed ? [fault('/signatures', 'signature-required')] : [];
}

const fault = (pointer: string, rule: string): Fault => ({ pointer, rule, message: ADVICE[rule] ?? rule });
