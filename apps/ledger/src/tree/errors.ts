import { HubError } from '@holdfast/contracts';

/**
 * The record cannot be brought to what was signed: rows were lost or changed. Nothing is signed and nothing recorded
 * until an operator restores it or closes the log.
 */
export class LogForked extends HubError {
  readonly code = 'ledger.forked';
}
