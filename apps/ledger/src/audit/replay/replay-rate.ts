import { setTimeout as delay } from 'node:timers/promises';
import { RateExceeded } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { LedgerConfig } from '../../start/ledger.config.js';

const LONGEST_WAIT_MS = 5_000;
const LARGEST_PAGE = 1_000;

/** Spreads replays over time, so that they never cost the record its pace: one rate for all that run at once. */
@Injectable()
export class ReplayRate {
  readonly #perSecond: number;
  #free = 0;

  constructor({ replayRate }: LedgerConfig) {
    this.#perSecond = replayRate;
  }

  /** The most entries of a page: never more than a second's share. */
  get page(): number {
    return Math.min(LARGEST_PAGE, this.#perSecond);
  }

  /** Waits until so many entries may be read. Throws RateExceeded to whom it would keep waiting too long. */
  async take(entries: number): Promise<void> {
    const now = performance.now();
    const waitMs = Math.max(0, this.#free - now);
    if (waitMs > LONGEST_WAIT_MS) {
      throw new RateExceeded('Too many replays run at once', { retryAfterMs: Math.ceil(waitMs) });
    }
    this.#free = now + waitMs + (entries / this.#perSecond) * 1_000;
    await delay(waitMs);
  }
}
