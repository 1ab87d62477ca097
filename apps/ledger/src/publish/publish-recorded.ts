import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { codeOf } from '@holdfast/bus';
import type { BusLog, Publisher, TopicOffsets } from '@holdfast/bus';
import { LedgerState } from '../record/state/ledger-state.js';
import { lastPublished } from './last-published.js';
import { directoryAt, entriesAfter } from './entry-pages.js';
import { directoryRecord, publishableEntry, recordsOf } from './publishable.js';
import type { Publishable, PublishableErased } from './publishable.js';

const PAGE = 1_000;
const RETRY_MS = 200;

/**
 * ledger → holdfast.recorded, in index order, by tailing the ledger's own table; and the directory beside it. What is
 * there is learned from the topic itself, so that after a crash at most something is published twice, and nothing left
 * out.
 */
export class PublishRecorded {
  /** The last index that the topic is known to hold. */
  published = -1;

  constructor(
    private readonly database: DataSource,
    private readonly publisher: Publisher,
    private readonly offsets: TopicOffsets,
    private readonly state: LedgerState,
  ) {}

  /** Learns where the topic stands and makes the directory whole; awaited before anything else is recorded. */
  async catchUp(): Promise<void> {
    this.published = await lastPublished(this.offsets);
    const directory = await directoryAt(this.database, this.published);
    await this.publisher.publish(directory.flatMap(directoryRecord));
  }

  /** The last index that the record is known to have. */
  get known(): number {
    return this.state.lastIndex;
  }

  /** Publishes for as long as this process leads. */
  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    while (!lost.aborted) {
      try {
        const entries = await this.#next();
        if (entries.length > 0) await this.#publish(entries);
        else if (this.published >= this.state.lastIndex) await this.state.advanced(lost);
        else this.#passLost();
      } catch (error) {
        log('error', `publishing the record failed: ${codeOf(error)}`);
        await delay(RETRY_MS);
      }
    }
  }

  async #publish(entries: readonly (Publishable | PublishableErased)[]): Promise<void> {
    await this.publisher.publish(entries.flatMap(recordsOf));
    this.published = entries.at(-1)?.index ?? this.published;
  }

  /** No row comes any more before the first index of the log that is written: what is not there was lost. */
  #passLost(): void {
    this.published = Math.max(this.published, this.state.log.base - 1);
  }

  /** From memory where it follows on what was published, else from the table. */
  async #next(): Promise<(Publishable | PublishableErased)[]> {
    const { fresh } = this.state;
    if (fresh[0]) fresh.splice(0, this.published + 1 - fresh[0].index);
    if (fresh[0]?.index === this.published + 1) return fresh.slice(0, PAGE).map(publishableEntry);
    return entriesAfter(this.database, this.published);
  }
}
