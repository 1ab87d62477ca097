import { kindOf, verifyContent } from '@holdfast/contracts';
import type { Envelope, Fault, OfficerKey, OrganisationV1 } from '@holdfast/contracts';
import { HUB } from '../directory/directory-view.js';
import type { DirectoryView, OfficerInForce } from '../directory/directory-view.js';

type Signature = NonNullable<Envelope['signatures']>[number];

/** A message whose signatures are judged. */
export interface SignedMessage {
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
 * many different officers of the sender, the one who acts among them and in a fitting role.
 */
export function judgeSignatures(message: SignedMessage, directory: DirectoryView, at: string): SignaturesVerdict {
  const { signatures = [] } = message.envelope;
  const judged = signatures.map((signature, place) => judgeOne(signature, place, message, { directory, at }));
  const signers = new Map(judged.flatMap(({ signer }) => (signer ? [[signer.id, signer] as const] : [])));
  const faults = judged.flatMap(({ fault }) => fault ?? []);
  return {
    faults: faults.length > 0 ? faults : actingFaults(message.envelope, signers),
    signers: [...signers.values()],
  };
}

function judgeOne(
  signature: Signature,
  place: number,
  { envelope, contentHash }: SignedMessage,
  { directory, at }: { directory: DirectoryView; at: string },
): { fault?: Fault; signer?: OfficerInForce } {
  const broken = (rule: string) => ({
    fault: { pointer: `/signatures/${place}`, rule, message: ADVICE[rule] ?? rule },
  });
  if (signature.by === 'partner') {
    const key = partnerKey(directory.organisation(envelope.sender), signature.kid, at);
    return key && verifyContent(contentHash, signature, key.jwk) ? {} : broken('signature');
  }
  const signer = directory.officers(envelope.sender).find(({ officer }) => keyOf(officer.keys, signature.kid));
  const key = signer && keyOf(signer.officer.keys, signature.kid);
  if (!signer || !key) return broken('signature-key');
  if (signer.officer.status !== 'ACTIVE') return broken('signature-officer-suspended');
  if (key.compromisedSince !== undefined) return broken('signature-key-compromised');
  if (key.notAfter !== undefined && key.notAfter <= at) return broken('signature-key-expired');
  return verifyContent(contentHash, signature, key.jwk) ? { signer } : broken('signature');
}

const keyOf = (keys: readonly OfficerKey[], kid: string) => keys.find((key) => key.kid === kid);

function partnerKey(organisation: OrganisationV1 | undefined, kid: string, at: string) {
  return organisation?.keys.find(
    (key) => key.kid === kid && key.process === undefined && (key.notAfter === undefined || key.notAfter > at),
  );
}

/** How many officers must have signed a message: what its kind says, and for the hub's people at least one. */
export function officersNeeded(envelope: Envelope): number {
  const asked = kindOf(envelope.kind, envelope.version)?.officers?.(envelope) ?? 0;
  return envelope.sender === HUB ? Math.max(asked, 1) : asked;
}

function actingFaults(envelope: Envelope, signers: ReadonlyMap<string, OfficerInForce>): Fault[] {
  const needed = officersNeeded(envelope);
  const acting = envelope.officer === undefined ? undefined : signers.get(envelope.officer);
  if (needed === 0) {
    // A signature of somebody else says nothing of the officer that the message names.
    return signers.size > 0 && !acting ? [fault('/officer', 'signature-officer')] : [];
  }
  if (envelope.officer === undefined) return [fault('/officer', 'officer-required')];
  if (signers.size > 0 && !acting) return [fault('/officer', 'signature-officer')];
  if (!acting || signers.size < needed) return [fault('/signatures', 'signature-required')];
  const roles = kindOf(envelope.kind, envelope.version)?.roles;
  const fits = roles === undefined || acting.officer.roles.some((role) => roles.includes(role));
  return fits ? [] : [fault('/officer', 'officer-role')];
}

const fault = (pointer: string, rule: string): Fault => ({ pointer, rule, message: ADVICE[rule] ?? rule });

const ADVICE: Readonly<Record<string, string>> = {
  signature: 'does not hold for exactly this content under a present key of the sender',
  'signature-key': 'names a key that no officer of the sender has',
  'signature-key-expired': 'is by a key that has ended; sign with a present one',
  'signature-key-compromised': 'is by a key that was reported as compromised',
  'signature-officer-suspended': 'is by an officer who does not act now',
  'signature-officer': 'is not the officer who signed',
  'signature-required': 'lacks a signature of an officer that this kind asks for',
  'officer-required': 'is missing: a person answers for this kind',
  'officer-role': 'has no role that may do this',
};
