import { HubError } from '@holdfast/contracts';

/** A command cannot do what it was asked for; the message says what to do. */
export class CommandFailed extends HubError {
  readonly code = 'command.failed';
}
