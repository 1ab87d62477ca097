import { Int } from '@holdfast/contracts';
import { ProcessConfig } from '@holdfast/platform';

/** Settings of the delivery process. */
export class DeliveryConfig extends ProcessConfig {
  @Int({ min: 0, max: 65_535, about: 'Port to listen on, for the gateway alone.' })
  override port = 7402;

  @Int({ min: 1, max: 1000, about: 'Open streams that one partner may hold in one process.' })
  streamsPerPartner = 20;

  @Int({ min: 10, max: 600_000, about: 'A reader that does not take its data for this long is disconnected.' })
  drainTimeoutMs = 30_000;

  @Int({ min: 10, max: 60_000, about: 'Pause between the comments that keep a silent stream open.' })
  heartbeatMs = 15_000;

  @Int({ min: 10, max: 1_000_000, about: 'Newest items kept in memory for open streams.' })
  tailItems = 10_000;

  @Int({ min: 1, max: 4096, about: 'Memory for the newest items, in MiB.' })
  tailMebibytes = 32;
}
