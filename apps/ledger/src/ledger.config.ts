import { Int } from '@holdfast/contracts';
import { ProcessConfig } from '@holdfast/platform';

/** Settings of the ledger. */
export class LedgerConfig extends ProcessConfig {
  override port = 7401;

  @Int({ min: 1, max: 365, about: 'Days that a recorded message stays on its kind topic.' })
  trimDays = 7;
}
