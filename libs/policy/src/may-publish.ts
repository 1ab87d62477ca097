import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { allow, refuse } from './verdict.js';
import type { Verdict } from './verdict.js';

const AUTHORITIES = ['POLICE', 'PROSECUTOR', 'FIU', 'REGULATOR'];
const HOLDERS = ['EXCHANGE', 'ISSUER', 'CUSTODIAN'];

/** Which organisations publish which kind; a kind that is not listed is published by nobody. */
const PUBLISHERS = new Map<string, readonly string[]>([
  ['address-flag', [...AUTHORITIES, ...HOLDERS, 'ANALYTICS', 'ISAC']],
  ['case-alert', [...AUTHORITIES, ...HOLDERS]],
  ['organisation', ['HUB']],
]);

/** Whether an organisation may publish this message, judged at the door and again by the ledger for the directory. */
export function mayPublish(publisher: OrganisationV1, { kind, audience, handling }: Envelope): Verdict {
  if (publisher.status !== 'VERIFIED') return refuse('SUSPENDED');
  if (!PUBLISHERS.get(kind)?.includes(publisher.type)) return refuse('PUBLISHER-KIND');
  if (handling.tlp === 'RED' && audience.groups) return refuse('TLP-RED');
  if (handling.dataClass === 'FIU_RESTRICTED' && publisher.type !== 'FIU') return refuse('FIU-CONSENT');
  return allow(`TLP-${handling.tlp}`);
}
