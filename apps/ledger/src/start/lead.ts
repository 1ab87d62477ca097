import type { DataSource } from 'typeorm';
import { CHECKPOINTS } from '@holdfast/bus';
import type { BusLog, Publisher, TopicOffsets } from '@holdfast/bus';
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
import { publishedCheckpoints } from '../tree/known-checkpoints.js';
import type { PublishedCheckpoints } from '../tree/known-checkpoints.js';
import { signerHeld } from '../tree/log-key.js';
import { foundLog, isFounded, openLog } from '../tree/log.js';
import type { Log } from '../tree/log.js';
import { afterLoss } from '../tree/loss/after-loss.js';
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
 * it publishes the record, ticks, signs and trims. Where that record cannot be had, an operator may close its log.
 */
export function leadWith(parts: LeadParts, config: LedgerConfig, log: BusLog): (lost: AbortSignal) => Promise<void> {
  const witnesses = readWitnesses(config);
  return async (lost) => {
    try {
      await takeUp({ ...parts, witnesses }, config, lost, log);
      parts.rollover.forked = undefined;
    } catch (error) {
      if (error instanceof LogForked) {
        parts.rollover.forked = (wish) => afterLoss({ ...parts, witnesses }, { ...wish, why: error });
      }
      throw error;
    }
  };
}

interface TakeUpParts extends LeadParts {
  witnesses: readonly Witness[];
}

async function takeUp(parts: TakeUpParts, config: LedgerConfig, lost: AbortSignal, log: BusLog): Promise<void> {
  const { database, publisher, offsets, state } = parts;
  const { logName, trimDays } = config;
  if (!(await isFounded(database))) await foundLog(database, parts.signerOf({ number: 1, origin: logName }).key);
  const published = await publishedCheckpoints(database, offsets);
  await restoreState(database, state);
  await catchUpRecorded(parts, lost, log);
  const recorded = new PublishRecorded(database, publisher, offsets, state);
  await recorded.catchUp();
  const { log: current, checkpoints } = await prepareCheckpoints(parts, recorded, published);
  await publishClosed(parts);
  parts.rollover.current = { log: current, checkpoints };
  lost.addEventListener('abort', () => (parts.rollover.current = undefined));

  void recorded.run(lost, log);
  void checkpoints.run(lost, log);
  void new PublishTicks(publisher, offsets, state, recorded).run(lost, log);
  void new KeepRetention(database, publisher, parts.key).run(lost, log);
  void new TrimTopics(offsets, state, trimDays).run(lost, log);
  void new KeepReconciled(parts.reconciler, config.reconcileHours).run(lost, log);
}

/** Says once more what each closed log has signed last: whoever closed it may have ended before saying so. */
async function publishClosed({ database, publisher }: LeadParts): Promise<void> {
  const closed: { origin: string; checkpoint: string }[] = await database.query(
    'SELECT origin, checkpoint FROM log WHERE closed AND checkpoint IS NOT NULL ORDER BY number',
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
  { database, publisher, signerOf, filesOf, cosigned, witnesses }: TakeUpParts,
  recorded: PublishRecorded,
  published: PublishedCheckpoints,
): Promise<{ log: Log; checkpoints: PublishCheckpoints }> {
  const open = await openLog(database);
  const signer = signerHeld(signerOf, open);
  if (!signer) throw new LogForked('The key that the log was founded with is not here');
  const known = published.get(open.origin) ?? [];
  const { key } = signer;
  const tree = await signedTree(database, open, { key, known });
  // What witnesses alone know was signed and not published: the record must lead there, and it is signed again.
  const seen = await witnessed(witnesses, open.origin);
  if (seen.length > 0) await signedTree(database, open, { key, known: [...known, ...seen] });
  const files = filesOf(open);
  await adopt({ database, log: open, files }, tree);
  const all = { database, publisher, log: open, files, signer, cosigned };
  return { log: open, checkpoints: new PublishCheckpoints(all, recorded, tree) };
}
