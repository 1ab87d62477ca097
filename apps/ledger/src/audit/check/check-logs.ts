import { CHECKPOINTS, connectKafka, openDatabase, TopicOffsets } from '@holdfast/bus';
import { kafkaSecurity } from '@holdfast/platform';
import { openCheckpoint, parseVerifierKey } from '@holdfast/tlog';
import { ledgerSchema } from '../../schema/ledger-schema.js';
import type { LedgerConfig } from '../../start/ledger.config.js';
import { TileFiles } from '../../tree/tiles/tile-files.js';
import { checkRecord } from './check-record.js';
import type { RecordFault } from './faults.js';
import { logRows } from './log-rows.js';

/** What the check of each log found. */
export interface CheckedLogs {
  logs: { origin: string; entries: number; faults: number; named: RecordFault[] }[];
}

/** Checks every log whole, as its tables and files are now, against the largest checkpoint that was published. */
export async function checkLogs(config: LedgerConfig): Promise<CheckedLogs> {
  const published = await publishedCheckpoint(config);
  const database = await openDatabase(ledgerSchema(config.databaseUrl));
  try {
    const logs: CheckedLogs['logs'] = [];
    for (const { note: stored, ...log } of await logRows(database)) {
      const note = larger(log.key, stored, published);
      const files = new TileFiles(config.home, log);
      const { count, named } = await checkRecord({ queries: database, log, files, note });
      logs.push({ origin: log.origin, entries: log.nextIndex - log.base, faults: count, named });
    }
    return { logs };
  } finally {
    await database.destroy();
  }
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
