import type { OffsetRange, TopicOffsets } from '@holdfast/bus';
import type { Checkpoint, Signer } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import type { Witness } from '../cosign/read-witnesses.js';
import type { SignerOf } from '../log-key.js';
import type { Log, OpenLog } from '../log.js';
import type { CheckpointParts } from '../publish-checkpoints.js';
import type { TileFiles } from '../tiles/tile-files.js';
import type { Loss } from './find-loss.js';

/** What closing a damaged log works with. */
export interface LossParts extends Pick<CheckpointParts, 'cosigned'> {
  database: DataSource;
  offsets: TopicOffsets;
  filesOf: (log: Pick<Log, 'number'>) => TileFiles;
  signerOf: SignerOf;
  witnesses: readonly Witness[];
}

/** A log that its ledger cannot lead, with all that is known of it. */
export interface DamagedLog extends Loss {
  log: OpenLog;
  signed: Checkpoint;
  note: string | undefined;
  published: number;
  skipped: OffsetRange[];
  /** The key of the log, where it is still here. */
  signer: Signer | undefined;
}
