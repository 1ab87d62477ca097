import type { OffsetRange, TopicOffsets } from '@holdfast/bus';
import { kindTopics } from '@holdfast/bus';
import { NotFound } from '@holdfast/contracts';
import { parseVerifierKey } from '@holdfast/tlog';
import type { VerifierKey } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { lastPublished } from '../../publish/last-published.js';
import { witnessed } from '../cosign/witnessed.js';
import { LogForked } from '../errors.js';
import { publishedCheckpoints } from '../known-checkpoints.js';
import { signerHeld } from '../log-key.js';
import { lockLog } from '../log.js';
import type { Log, OpenLog } from '../log.js';
import { largestSigned, signedTree } from '../signed-tree.js';
import { closeDamaged } from './close-damaged.js';
import type { DamagedLog, LossParts } from './damaged-log.js';
import { findLoss } from './find-loss.js';
import { countOf } from './lost-ranges.js';
import type { LostRange } from './lost-ranges.js';
import { whileNobodyLeads } from './while-nobody-leads.js';

const MAX_NAMED = 1_000;

/** Why a ledger cannot lead, and who goes on once an operator has confirmed that the log is to be closed. */
export interface LossWish {
  why: LogForked;
  successor: ((log: Log) => VerifierKey) | undefined;
  stop: AbortSignal;
}

/** What a log has lost, and what became of it. */
export interface AfterLoss {
  /** Why the ledger does not lead. */
  why: string;
  log: string;
  /** Entries that its last checkpoint covers. */
  signed: number;
  /** The largest index that was ever published, -1 for none. */
  published: number;
  /** The first index of the successor. */
  base: number;
  /** How many indexes are lost; of their ranges the first thousand. */
  count: number;
  lost: LostRange[];
  /** Offsets of kind topics that were never recorded here and that no broker holds any more. */
  skipped: OffsetRange[];
  /** The successor, once it was started. */
  origin?: string;
}

/**
 * Says what a log has lost that cannot be brought to what was signed and, where that is confirmed, closes it as it was
 * signed and starts its successor. Nobody leads meanwhile. Throws NotFound where nothing is damaged.
 */
export function afterLoss(parts: LossParts, { why, successor, stop }: LossWish): Promise<AfterLoss> {
  return whileNobodyLeads(parts.database, async (client) => {
    const log = await lockLog(client);
    if (!log) throw new NotFound('No log is open');
    const damaged = await damageTo(log, parts, stop);
    const { signed, published, base, ranges, skipped } = damaged;
    const found = { why: why.message, log: log.origin, signed: signed.size, published, base, skipped };
    const told = { ...found, count: countOf(ranges), lost: ranges.slice(0, MAX_NAMED) };
    if (!successor) return told;
    const key = successor(log);
    await closeDamaged(client, parts, damaged, key);
    return { ...told, origin: key.name };
  });
}

async function damageTo(log: OpenLog, parts: LossParts, stop: AbortSignal): Promise<DamagedLog> {
  const { database, offsets, filesOf, witnesses } = parts;
  const notes = (await publishedCheckpoints(database, offsets)).get(log.origin) ?? [];
  const known = [...notes, ...(await witnessed(witnesses, log.origin))];
  const key = parseVerifierKey(log.key);
  const { checkpoint: signed, note } = largestSigned(log, key, known);
  if (note === undefined && (known.length > 0 || log.checkpoint !== undefined)) {
    throw new LogForked('No known checkpoint is signed by the key that the row of the log names: restore that row');
  }
  const published = await lastPublished(offsets);
  const loss = await findLoss({ database, log, files: filesOf(log), signed, published }, stop);
  const signer = signerHeld(parts.signerOf, log);
  if (signer && loss.ranges.every(({ harm }) => harm === 'unsigned')) {
    const [tree] = await Promise.allSettled([signedTree(database, log, { key, known })]);
    if (tree.status === 'fulfilled') throw new NotFound('Nothing is lost: the record is what was signed');
  }
  return { ...loss, log, signed, note, published, signer, skipped: await noLongerHeld(database, offsets) };
}

async function noLongerHeld(database: DataSource, offsets: TopicOffsets): Promise<OffsetRange[]> {
  const rows: { topic: string; partition: number; next: string }[] = await database.query(
    "SELECT topic, partition, next_offset AS next FROM consumer_offset WHERE consumer = 'ledger'",
  );
  const next = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)]));
  const held = await offsets.held(kindTopics);
  return held.flatMap(({ topic, partition, from }) => {
    const due = next.get(`${topic}/${partition}`) ?? from;
    return due < from ? [{ topic, partition, from: due, end: from }] : [];
  });
}
