import { codeOf, pause } from '@holdfast/bus';
import type { BusLog, Publisher } from '@holdfast/bus';
import type { SigningKey } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';
import { overdueAmong } from './erase.js';
import { PERIODS } from './periods.js';
import { retentionMessage } from './retention-message.js';

const EVERY_MS = 3_600_000;

/** Says of each class that has messages whose time is over that they go; what goes is judged where it is recorded. */
export class KeepRetention {
  constructor(
    private readonly database: DataSource,
    private readonly publisher: Publisher,
    private readonly key: SigningKey,
  ) {}

  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    while (!lost.aborted) {
      try {
        await this.publishDue(new Date());
      } catch (error) {
        log('warn', `retention failed: ${codeOf(error)}`);
      }
      await pause(EVERY_MS, lost);
    }
  }

  /** At most one erasure a class; a larger backlog goes with the next runs. */
  async publishDue(now: Date): Promise<void> {
    for (const [retention, period] of PERIODS) {
      const due = await overdueAmong(this.database, retention, now);
      if (due) await this.publisher.publish([retentionMessage(retention, period, now, this.key)]);
    }
  }
}
