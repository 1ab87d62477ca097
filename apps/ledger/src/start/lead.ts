import type { DataSource } from 'typeorm';
import { CHECKPOINTS } from '@holdfast/bus';
import type { BusLog, Publisher, TopicOffsets } from '@holdfast/bus';
import { printVerifierKey } from '@holdfast/tlog';
import { KeepReconciled } from '../audit/reconcile/keep-reconciled.js';
import type { Reconciler } from '../audit/reconcile/reconciler.js';
import { catchUpRecorded } from '../record/take-over/catch-up-recorded.js';
import type { CatchUpParts } from '../record/take-over/catch-up-recorded.js';
import { restoreState } from '../record/state/restore-state.js';
import { KeepRetention } from '../retention/keep-retention.js';
import { TrimTopics } from '../retention/trim-topics.js';
import { PublishRecorded } from '../publish/publish-recorded.js';
import { PublishTicks } from '../publish/publish-ticks.js';
import { readWitnesses } from '../tree/cosign/read-witnesses.js';
import type { Witness } from '../tree/cosign/read-witnesses.js';
import { witnessed } from '../tree/cosign/witnessed.js';
import { adopt } from '../tree/adopt.js';
import { LogForked } from '../tree/errors.js';
import { foundLog, openLog } from '../tree/log.js';
import type { Log } from '../tree/log.js';
import { PublishCheckpoints } from '../tree/publish-checkpoints.js';
import type { CheckpointParts } from '../tree/publish-checkpoints.js';
import type { Rollover } from '../tree/rollover/rollover.js';
import { signedTree } from '../tree/signed-tree.js';
import type { TileFiles } from '../tree/tiles/tile-files.js';
import type { LedgerKeys } from './ledger-keys.js';
import type { LedgerConfig } from './ledger.config.js';

/** What the leading ledger works with. */
export interface LeadParts extends CatchUpParts, LedgerKeys, Pick<CheckpointParts, 'cosigned'> {
  database: DataSource;
  publisher: Publisher;
  offsets: TopicOffsets;
  filesOf: (log: Pick<Log, 'number'>) => TileFiles;
  rollover: Rollover;
  reconciler: Reconciler;
}

/**
 * What the leading ledger does beside recording: first it makes its record whole and adopts what was signed last; then
 * it publishes the record, ticks, signs and trims.
 */
export function leadWith(parts: LeadParts, config: LedgerConfig, log: BusLog): (lost: AbortSignal) => Promise<void> {
  const { database, publisher, offsets, state } = parts;
  const { logName, trimDays } = config;
  return async (lost) => {
    await foundLog(database, parts.signerOf({ number: 1, origin: logName }).key);
    const published = await publishedCheckpoints(offsets);
    await refuseUnknownLogs(database, published.keys());
    await restoreState(database, state);
    await catchUpRecorded(parts, lost, log);
    const recorded = new PublishRecorded(database, publisher, offsets, state);
    await recorded.catchUp();
    const { log: current, checkpoints } = await prepareCheckpoints(parts, recorded, {
      published,
      witnesses: readWitnesses(config),
    });
    await publishClosed(parts);
    parts.rollover.current = { log: current, checkpoints };
    lost.addEventListener('abort', () => (parts.rollover.current = undefined));

    void recorded.run(lost, log);
    void checkpoints.run(lost, log);
    void new PublishTicks(publisher, offsets, state, recorded).run(lost, log);
    void new KeepRetention(database, publisher, parts.key).run(lost, log);
    void new TrimTopics(offsets, state, trimDays).run(lost, log);
    void new KeepReconciled(parts.reconciler, config.reconcileHours).run(lost, log);
  };
}

/** Longer than what is signed between two compactions matters here: the largest of each log is among the newest. */
const LOOK_BACK = 10_000;

/** The checkpoints that Kafka tells of, by the name of their log. */
async function publishedCheckpoints(offsets: TopicOffsets): Promise<Map<string, string[]>> {
  const byOrigin = new Map<string, string[]>();
  for (const { key, value } of await offsets.newest(CHECKPOINTS, LOOK_BACK)) {
    const origin = key?.toString() ?? '';
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), ...(value ? [value.toString()] : [])]);
  }
  return byOrigin;
}

/** A successor that these tables do not know was started after they were backed up: its record is not theirs. */
async function refuseUnknownLogs(database: DataSource, origins: Iterable<string>): Promise<void> {
  const known: { origin: string }[] = await database.query('SELECT origin FROM log');
  const unknown = [...origins].find((origin) => !known.some((log) => log.origin === origin));
  if (unknown !== undefined)
    throw new LogForked('A log was signed that the database does not know', { origin: unknown });
}

/** Says once more what each closed log has signed last: whoever closed it may have ended before saying so. */
async function publishClosed({ database, publisher }: LeadParts): Promise<void> {
  const closed: { origin: string; checkpoint: string }[] = await database.query(
    'SELECT origin, checkpoint FROM log WHERE closed ORDER BY number',
  );
  await publisher.publish(
    closed.map(({ origin, checkpoint }) => ({
      topic: CHECKPOINTS,
      key: origin,
      value: Buffer.from(checkpoint),
      headers: {},
    })),
  );
}

async function prepareCheckpoints(
  { database, publisher, signerOf, filesOf, cosigned }: LeadParts,
  recorded: PublishRecorded,
  { published, witnesses }: { published: ReadonlyMap<string, string[]>; witnesses: readonly Witness[] },
): Promise<{ log: Log; checkpoints: PublishCheckpoints }> {
  const open = await openLog(database);
  const signer = signerOf(open);
  if (printVerifierKey(signer.key) !== open.key)
    throw new LogForked('This is not the key that the log was founded with');
  const known = published.get(open.origin) ?? [];
  const tree = await signedTree(database, open, { signer, known });
  // What witnesses alone know was signed and not published: the record must lead there, and it is signed again.
  const seen = await witnessed(witnesses, open.origin);
  if (seen.length > 0) await signedTree(database, open, { signer, known: [...known, ...seen] });
  const files = filesOf(open);
  await adopt({ database, log: open, files }, tree);
  const all = { database, publisher, log: open, files, signer, cosigned };
  return { log: open, checkpoints: new PublishCheckpoints(all, recorded, tree) };
}
