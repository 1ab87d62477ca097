import { hubSubmission } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import type { SigningKey } from '@holdfast/contracts';

/** One run of scheduled retention as the ledger says it: which class, and at which moment its time is over. */
export function retentionMessage(retention: string, period: string, at: Date, key: SigningKey): OutgoingRecord {
  const effectiveAt = at.toISOString();
  const message = {
    kind: 'erasure',
    version: 1,
    reference: `retention/${retention}/${effectiveAt}`,
    occurredAt: effectiveAt,
    audience: { groups: ['members'] },
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R6', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    body: { scope: 'RETENTION', retention, basis: `Retention class ${retention}: ${period} are over`, effectiveAt },
  };
  return hubSubmission(message, [key]);
}
