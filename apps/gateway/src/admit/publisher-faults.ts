import type { Envelope, Fault, OrganisationV1 } from '@holdfast/contracts';
import { mayPublish } from '@holdfast/policy';

/** Whether this organisation may publish this message; the fault names policy's rule. */
export function publisherFaults(envelope: Envelope, publisher: OrganisationV1 | undefined): Fault[] {
  const { allowed, rule } = publisher ? mayPublish(publisher, envelope) : { allowed: false, rule: 'SUSPENDED' };
  return allowed ? [] : [{ pointer: '', rule, message: 'policy does not let this organisation publish this message' }];
}
