import { Int, Text } from '@holdfast/contracts';
import { ProcessConfig } from '@holdfast/platform';

/** Settings of the ledger. */
export class LedgerConfig extends ProcessConfig {
  override port = 7401;

  @Text({
    max: 255,
    pattern: /^[-._~:/a-zA-Z0-9]+$/,
    about: 'Name of the log, best its public URL without scheme; it is fixed when the log is founded.',
  })
  logName = '127.0.0.1:7400/ledger';

  @Int({ min: 1, max: 365, about: 'Days that a recorded message stays on its kind topic.' })
  trimDays = 7;

  @Int({ min: 1, max: 1_000_000, about: 'Entries a second that all replays together read.' })
  replayRate = 5_000;

  @Text({ max: 500, optional: true, about: 'File of the witnesses: on each line a verifier key and its URL.' })
  witnessesFile?: string;

  @Int({ min: 0, max: 90, about: 'Witnesses that must cosign a checkpoint before it is published.' })
  witnessQuorum = 0;

  @Int({ min: 1, max: 720, about: 'Hours between two reconciliations of the record with the kind topics.' })
  reconcileHours = 1;
}
