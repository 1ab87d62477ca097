import { EnforcementRequestV1, kindOf, parse } from '@holdfast/contracts';
import type { Envelope, RequestType } from '@holdfast/contracts';

/** What a gated message asks for; undefined for a lead pack, which asks for nothing by itself. */
export function termsOf({ kind, body }: Envelope): EnforcementRequestV1 | undefined {
  return kind === 'enforcement-request' ? parse(EnforcementRequestV1, body) : undefined;
}

/** Types that stop assets from moving. */
export const FREEZES: ReadonlySet<RequestType> = new Set(['FREEZE', 'ISSUER_FREEZE']);

/** Roles of which one officer each must approve: neutral, until a jurisdiction's profile says otherwise. */
export function approvalsNeeded(envelope: Envelope): string[] {
  const validating = kindOf(envelope.kind, envelope.version)?.validatedBy?.(envelope);
  return validating === undefined ? ['APPROVER'] : ['APPROVER', 'VALIDATING_AUTHORITY'];
}
