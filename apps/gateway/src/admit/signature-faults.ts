import { verifyContent } from '@holdfast/contracts';
import type { Fault, OrganisationKey, OrganisationV1, Sealed } from '@holdfast/contracts';
import { signingKey } from '../access/signing-key.js';

/** The hub's own messages come from an operator, who signs each of them. */
const HUB = 'hub';

/** Every signature on a message must hold under a present key of its sender; the hub's messages must carry one. */
export function signatureFaults({ envelope, contentHash }: Sealed, sender: OrganisationV1, nowMs: number): Fault[] {
  const { signatures = [] } = envelope;
  if (sender.id === HUB && signatures.length === 0) {
    return [{ pointer: '/signatures', rule: 'signature-required', message: 'an operator signs what the hub says' }];
  }
  return signatures.flatMap((signature, at) => {
    const pointer = `/signatures/${at}`;
    if (signature.by === 'officer') {
      return [{ pointer, rule: 'signature-officer', message: 'this hub does not know officers yet' }];
    }
    const key = signingKey(sender, signature.kid, nowMs);
    if (key && holds(contentHash, signature, key)) return [];
    return [
      { pointer, rule: 'signature', message: 'does not hold for this content under a present key of the sender' },
    ];
  });
}

function holds(contentHash: Buffer, signature: Parameters<typeof verifyContent>[1], { jwk }: OrganisationKey): boolean {
  return verifyContent(contentHash, signature, jwk);
}
