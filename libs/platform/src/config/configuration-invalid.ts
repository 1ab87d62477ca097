import { HubError } from '@holdfast/contracts';

/** The process cannot start with these settings; every wrong variable is named, no value is. */
export class ConfigurationInvalid extends HubError {
  readonly code = 'configuration.invalid';
}
