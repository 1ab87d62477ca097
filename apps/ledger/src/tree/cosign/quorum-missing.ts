import { HubError } from '@holdfast/contracts';

/** Too few witnesses have cosigned the checkpoint: it is not published, and the next one asks them again. */
export class QuorumMissing extends HubError {
  readonly code = 'ledger.quorum-missing';
  override readonly retryable = true;
}
