import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, kindTopics, tick } from '@holdfast/bus';
import type { BusLog, Publisher, TopicOffsets } from '@holdfast/bus';
import { LedgerState } from '../record/state/ledger-state.js';
import type { PublishRecorded } from './publish-recorded.js';
import { isRecorded } from './is-recorded.js';

const EVERY_MS = 500;
/** Brokers may stamp a little behind our clock. */
const MARGIN_MS = 250;
const LOOK_AGAIN_MS = 10;

/** Says at regular times: nothing accepted before this time comes after this point of the record. */
export class PublishTicks {
  constructor(
    private readonly publisher: Publisher,
    private readonly offsets: TopicOffsets,
    private readonly state: LedgerState,
    private readonly recorded: PublishRecorded,
  ) {}

  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    while (!lost.aborted) {
      try {
        await this.#tick(lost);
      } catch (error) {
        log('warn', `a tick failed: ${codeOf(error)}`);
      }
      await delay(EVERY_MS);
    }
  }

  async #tick(lost: AbortSignal): Promise<void> {
    const time = new Date(Date.now() - MARGIN_MS).toISOString();
    const ends = await this.offsets.ends(kindTopics);
    const nextOffset = (topic: string, partition: number) => this.state.nextOffset(topic, partition);
    while (!isRecorded(ends, nextOffset) || this.recorded.published < this.state.lastIndex) {
      if (lost.aborted) return;
      await delay(LOOK_AGAIN_MS);
    }
    await this.publisher.publish([tick(time, this.recorded.published)]);
  }
}
