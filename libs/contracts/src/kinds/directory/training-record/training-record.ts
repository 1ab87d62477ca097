import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { TrainingRecordV1 } from './training-record.v1.js';

export const trainingRecord = kind({
  name: 'training-record',
  version: 1,
  plural: 'training-records',
  about: 'An officer completed a course: which, when, and what it makes them competent for.',
  body: TrainingRecordV1,
  publishers: PARTNERS,
  officers: () => 1,
  roles: ['ADMINISTRATOR'],
  gated: false,
  rules: ({ body }) => [...expiryFaults(body), ...firstFaults(body)],
});

function expiryFaults({ completedAt, expiresAt }: TrainingRecordV1): Fault[] {
  if (expiresAt === undefined || expiresAt > completedAt) return [];
  return [{ pointer: '/body/expiresAt', rule: 'training-expiry', message: 'must be after completedAt' }];
}

/** What was never said cannot be taken back. */
function firstFaults({ recordId, status }: TrainingRecordV1): Fault[] {
  if (status !== 'REVOKED' || recordId !== undefined) return [];
  return [{ pointer: '/body/recordId', rule: 'training-first', message: 'name the record that is revoked' }];
}
