import { HUB, kindOf } from '@holdfast/contracts';
import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { allow, refuse } from './verdict.js';
import type { Verdict } from './verdict.js';

/**
 * Whether an organisation may publish this message, judged at the door. What a process of the hub says never comes
 * through it.
 */
export function mayPublish(publisher: OrganisationV1, envelope: Envelope): Verdict {
  const { kind, version, audience, handling } = envelope;
  if (publisher.status !== 'VERIFIED') return refuse('SUSPENDED');
  const known = kindOf(kind, version);
  if (!known?.publishers.includes(publisher.type) || known.processes || known.machine?.(envelope)) {
    return refuse('PUBLISHER-KIND');
  }
  // Another hub is a member like others: it does not speak for this one.
  if (publisher.type === 'HUB' && publisher.id !== HUB) return refuse('PUBLISHER-KIND');
  if (handling.tlp === 'RED' && audience.groups) return refuse('TLP-RED');
  if (handling.dataClass === 'FIU_RESTRICTED' && publisher.type !== 'FIU') return refuse('FIU-CONSENT');
  return allow(`TLP-${handling.tlp}`);
}
