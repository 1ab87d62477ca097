import { CHECKPOINTS, connectKafka, openDatabase, TopicOffsets } from '@holdfast/bus';
import { kafkaSecurity } from '@holdfast/platform';
import { openCheckpoint, parseCheckpoint, parseNote, parseVerifierKey } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { ledgerSchema } from '../../schema/ledger-schema.js';
import type { LedgerConfig } from '../../start/ledger.config.js';
import { countOf, joined } from '../../tree/loss/lost-ranges.js';
import type { IndexRange } from '../../tree/loss/lost-ranges.js';
import { lostRows } from '../../tree/loss/lost-rows.js';
import { TrustedTiles } from '../../tree/loss/trusted-tiles.js';
import { TileFiles } from '../../tree/tiles/tile-files.js';
import { checkRecord } from './check-record.js';
import type { RecordToCheck } from './check-record.js';
import { RecordFaults } from './faults.js';
import type { RecordFault } from './faults.js';
import { logRows } from './log-rows.js';

const MAX_LOST = 1_000;

/** What the check of each log found. */
export interface CheckedLogs {
  logs: { origin: string; entries: number; faults: number; named: RecordFault[]; lost: IndexRange[] }[];
}

/** Checks every log whole, as its tables and files are now, against the largest checkpoint that was published. */
export async function checkLogs(config: LedgerConfig): Promise<CheckedLogs> {
  const published = await publishedCheckpoint(config);
  const database = await openDatabase(ledgerSchema(config.databaseUrl));
  try {
    const logs: CheckedLogs['logs'] = [];
    const lost = await lostRows(database);
    for (const { note: stored, ...log } of await logRows(database)) {
      const note = larger(log.key, stored, published);
      const files = new TileFiles(config.home, log);
      const ranges = joined(lost.get(log.number) ?? []);
      const { count, named } = await checkWithLoss({ queries: database, log, files, note }, database, ranges);
      const told = { faults: count, named, lost: ranges.slice(0, MAX_LOST) };
      logs.push({ origin: log.origin, entries: log.nextIndex - log.base, ...told });
    }
    return { logs };
  } finally {
    await database.destroy();
  }
}

/** Of a log that is lost as a whole there is nothing to check. */
async function checkWithLoss(
  record: RecordToCheck,
  database: DataSource,
  ranges: readonly IndexRange[],
): Promise<RecordFaults> {
  const { log, files, note } = record;
  if (ranges.length === 0 || note === undefined) return checkRecord(record);
  const { size, root } = parseCheckpoint(parseNote(note).text);
  const isWhole = countOf(ranges.filter(({ from }) => from < log.base + size)) >= size;
  if (isWhole) return new RecordFaults();
  const tiles = await TrustedTiles.under({ database, log, files }, { size, root });
  return checkRecord({ ...record, loss: { ranges, tiles } });
}

async function publishedCheckpoint(config: LedgerConfig): Promise<string | undefined> {
  const { kafkaBrokers: brokers } = config;
  const offsets = new TopicOffsets(connectKafka({ brokers, clientId: 'ledger-check', ...kafkaSecurity(config) }));
  await offsets.start();
  try {
    return (await offsets.newest(CHECKPOINTS, 1))[0]?.value?.toString();
  } finally {
    await offsets.stop();
  }
}

/** The one that covers more, among those that the log's key has signed. */
function larger(key: string, stored: string | undefined, published: string | undefined): string | undefined {
  const size = (note: string | undefined): number => {
    try {
      return note === undefined ? -1 : openCheckpoint(note, parseVerifierKey(key)).checkpoint.size;
    } catch {
      return -1;
    }
  };
  return size(published) > size(stored) ? published : stored;
}
