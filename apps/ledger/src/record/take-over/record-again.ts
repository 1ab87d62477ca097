import { leafHash } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import { HEADER } from '@holdfast/bus';
import type { RecordedEntry, RecordedErased } from '@holdfast/bus';
import type { MessageMac } from '../../retention/message-mac.js';
import { readSubmitted } from '../../judge/submitted.js';
import type { Submitted } from '../../judge/submitted.js';
import { appendTiles } from '../../tree/tiles/append-tiles.js';
import { LogForked } from '../../tree/errors.js';
import type { RecordState } from '../state/ledger-state.js';
import { recordBatch } from '../record-batch.js';
import { canonicalRecord } from '../tree-entry.js';

/**
 * Records published entries once more, in the running transaction. Each is judged as if it came from its kind topic and
 * must come out as it was published. Throws LogForked otherwise.
 */
export async function recordAgain(
  client: PoolClient,
  before: RecordState,
  entries: readonly (RecordedEntry | RecordedErased)[],
  mac: MessageMac,
): Promise<RecordState> {
  let state = before;
  for (const run of runsOf(entries)) {
    state = Array.isArray(run) ? await recordWhole(client, state, run, mac) : await appendErased(client, state, run);
  }
  return state;
}

/** Erased entries stand alone, whole ones together. */
function runsOf(entries: readonly (RecordedEntry | RecordedErased)[]): (RecordedEntry[] | RecordedErased)[] {
  const runs: (RecordedEntry[] | RecordedErased)[] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (entry.type === 'erased') runs.push(entry);
    else if (Array.isArray(run)) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

async function recordWhole(
  client: PoolClient,
  before: RecordState,
  published: readonly RecordedEntry[],
  mac: MessageMac,
): Promise<RecordState> {
  const { entries, state } = await recordBatch(client, before, published.map(submittedAgain), mac);
  for (const [at, { index, record }] of published.entries()) {
    const entry = entries[at];
    const published = canonicalRecord({
      ...record,
      contentHash: Buffer.from(record.contentHash, 'hex'),
      envelopeHash: Buffer.from(record.envelopeHash, 'hex'),
    });
    if (entry?.index !== index || entry.record !== published) {
      throw new LogForked('A published entry comes out otherwise when it is recorded again', { index });
    }
  }
  return state;
}

/** What was published has no key, so a message that was quarantined and shows no other fault had another's. */
function submittedAgain({ value, salt, record, erases }: RecordedEntry): Submitted {
  const { topic, partition, offset, acceptedAt, status } = record;
  const headers = { [HEADER.salt]: salt };
  const timestamp = String(Date.parse(acceptedAt));
  const read = readSubmitted({ topic, partition }, { value, headers, offset: String(offset), timestamp });
  const published = status === 'quarantined' ? { otherwise: 'wrong-key' } : {};
  return { ...read, published, ...(erases === undefined ? {} : { erases }) };
}

/** Takes up the index of a message whose erasure stands further on in the record. */
async function appendErased(
  client: PoolClient,
  before: RecordState,
  { index, place }: RecordedErased,
): Promise<RecordState> {
  const { status, topic, partition, offset, treeEntry, erasure, mac } = place;
  const bytes = Buffer.from(treeEntry, 'hex');
  await client.query(
    'INSERT INTO entry (index, status, topic, partition, kafka_offset, tree_entry) VALUES ($1, $2, $3, $4, $5, $6)',
    [index, status, topic, partition, offset, bytes],
  );
  await client.query('INSERT INTO erased VALUES ($1, $2, $3)', [
    index,
    mac === undefined ? null : Buffer.from(mac, 'hex'),
    erasure,
  ]);
  await client.query('UPDATE log SET next_index = $2 WHERE number = $1', [before.log.number, index + 1]);
  const { edge, full } = before.tree.append([leafHash(bytes)]);
  await appendTiles(client, before.log, full);
  return { ...before, lastIndex: index, tree: edge, hasErased: true };
}
