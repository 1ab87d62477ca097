import { openEnvelope } from '@holdfast/bus';
import type { RecordedEntry } from '@holdfast/bus';
import { canonical } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { rejection } from './rejection.js';

/**
 * Keeps what is to be said of each conflict, in the transaction of the fold. An acknowledgement is never acknowledged.
 */
export async function noteConflicts(manager: EntityManager, entries: readonly RecordedEntry[]): Promise<void> {
  for (const { index, value, record } of entries.filter((each) => each.record.status === 'conflict')) {
    const envelope = openEnvelope(value, index);
    if (envelope.kind === 'acknowledgement') continue;
    await manager.query('INSERT INTO acknowledgement (index, message) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      index,
      canonical(rejection(index, record.acceptedAt, envelope)),
    ]);
  }
}
