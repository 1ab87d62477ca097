import { leafHash } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import { erase } from '../retention/erase.js';
import type { MessageMac } from '../retention/message-mac.js';
import type { Submitted } from '../judge/submitted.js';
import { appendTiles } from '../tree/tiles/append-tiles.js';
import { append } from './copy/append.js';
import { assign } from './assign.js';
import type { Duplicate, Entry } from './assign.js';
import { knownBefore } from './known-messages.js';
import type { RecordState } from './state/ledger-state.js';

/** What a batch made of the record. */
export interface RecordedBatch {
  entries: Entry[];
  duplicates: Duplicate[];
  state: RecordState;
}

/**
 * Records a batch in the running transaction, which holds the log: entries, bodies, duplicates, tiles and erasures. A
 * function of the record before and of the batch, wherever its borders are.
 */
export async function recordBatch(
  client: PoolClient,
  before: RecordState,
  submitted: readonly Submitted[],
  mac: MessageMac,
): Promise<RecordedBatch> {
  const whole: RecordedBatch = { entries: [], duplicates: [], state: before };
  for (const part of partsOf(submitted)) {
    const { entries, duplicates, state } = await recordPart(client, whole.state, part, mac);
    whole.entries.push(...entries);
    whole.duplicates.push(...duplicates);
    whole.state = state;
  }
  await client.query('UPDATE log SET next_index = $2 WHERE number = $1', [
    before.log.number,
    whole.state.lastIndex + 1,
  ]);
  return whole;
}

/** Where an erasure may take effect, each message sees what the one before it has erased. */
function partsOf(submitted: readonly Submitted[]): (readonly Submitted[])[] {
  const mayErase = submitted.some(({ envelope }) => envelope?.kind === 'erasure' || envelope?.kind === 'approval');
  return mayErase ? submitted.map((each) => [each]) : [submitted];
}

async function recordPart(
  client: PoolClient,
  { log, lastIndex, directory, tree, hasErased }: RecordState,
  submitted: readonly Submitted[],
  mac: MessageMac,
): Promise<RecordedBatch> {
  const envelopes = submitted.flatMap(({ envelope }) => envelope ?? []);
  const before = { nextIndex: lastIndex + 1, directory, ...(hasErased ? { erasedMac: mac } : {}) };
  const known = await knownBefore(client, envelopes, before);
  const { entries, duplicates } = assign(submitted, known);
  const { edge, full } = tree.append(entries.map(({ treeEntry }) => leafHash(treeEntry)));
  await append(client, entries, duplicates);
  await appendTiles(client, log, full);
  const erasing = entries.filter(({ effect }) => effect?.envelope.kind === 'erasure');
  for (const entry of erasing) entry.erases = await erase(client, entry, mac);
  const state = {
    log,
    lastIndex: known.nextIndex - 1,
    directory: known.directory,
    tree: edge,
    hasErased: hasErased || erasing.length > 0,
  };
  return { entries, duplicates, state };
}
