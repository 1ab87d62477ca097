import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BatchPattern, kindTopics, LeadLost, offsetOf } from '@holdfast/bus';
import type { BatchTransaction, RecordBatch } from '@holdfast/bus';
import { readSubmitted } from '../judge/submitted.js';
import { LedgerState } from './ledger-state.js';
import { recordedMetrics } from '../ledger-metrics.js';
import { append } from './append.js';
import { assign } from './assign.js';
import { knownBefore } from './known-messages.js';

/** A topic per kind → ledger → one order: each record becomes the next entry, or is found a duplicate. */
@Controller()
export class RecordSubmitted {
  constructor(private readonly state: LedgerState) {}

  @BatchPattern(kindTopics)
  async record(@Payload() batch: RecordBatch, @Ctx() { client, afterCommit }: BatchTransaction): Promise<void> {
    const submitted = batch.records.map((record) => readSubmitted(batch, record));
    const envelopes = submitted.flatMap(({ envelope }) => envelope ?? []);
    const known = await knownBefore(client, envelopes, this.state.directory);
    // What this process knows of the directory is as old as its last batch: whoever recorded since must be read first.
    if (known.nextIndex !== this.state.lastIndex + 1) throw new LeadLost('Another process has recorded meanwhile');
    const { entries, duplicates } = assign(submitted, known);
    await append(client, entries, duplicates);
    await client.query('UPDATE log SET next_index = $1 WHERE id = 1', [known.nextIndex]);

    const last = batch.records.at(-1);
    afterCommit(() => {
      this.state.directory = known.directory;
      this.state.advance(batch, last ? offsetOf(last) + 1n : 0n, entries);
      recordedMetrics(entries, duplicates);
    });
  }
}
