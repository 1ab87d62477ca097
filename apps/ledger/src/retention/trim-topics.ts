import { codeOf, kindTopics, pause } from '@holdfast/bus';
import type { BusLog, TopicOffsets } from '@holdfast/bus';
import { LedgerState } from '../record/state/ledger-state.js';

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Lets the brokers forget what is recorded and old. */
export class TrimTopics {
  constructor(
    private readonly offsets: TopicOffsets,
    private readonly state: LedgerState,
    private readonly days: number,
  ) {}

  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    while (!lost.aborted) {
      try {
        await this.trim(Date.now());
      } catch (error) {
        log('warn', `trimming failed: ${codeOf(error)}`);
      }
      await pause(EVERY_MS, lost);
    }
  }

  /** Trims each partition to its first record that is younger than the limit or not recorded yet. */
  async trim(nowMs: number): Promise<void> {
    const ends = await this.offsets.ends(kindTopics);
    for (const { topic, partition, end } of ends) {
      const young = (await this.offsets.firstSince(topic, partition, nowMs - this.days * DAY_MS)) ?? end;
      const recorded = this.state.nextOffset(topic, partition);
      const before = young < recorded ? young : recorded;
      if (before > 0n) await this.offsets.trim(topic, partition, before);
    }
  }
}
