import { Int } from '@holdfast/contracts';
import { ProcessConfig } from '@holdfast/platform';

/** Settings of the desk process. */
export class DeskConfig extends ProcessConfig {
  @Int({ min: 0, max: 65_535, about: 'Port to listen on, for the gateway alone.' })
  override port = 7403;
}
