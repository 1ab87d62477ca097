import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BatchPattern, kindTopics, LeadLost, offsetOf } from '@holdfast/bus';
import type { BatchTransaction, RecordBatch } from '@holdfast/bus';
import { MessageMac } from '../retention/message-mac.js';
import { recordedMetrics } from '../start/ledger-metrics.js';
import { lockLog } from '../tree/log.js';
import { ReadAhead } from './read-ahead.js';
import { LedgerState } from './state/ledger-state.js';
import { recordBatch } from './record-batch.js';
import { notTakenOver } from './take-over/taken-over.js';

/** A topic per kind → ledger → one order: each record becomes the next entry, or is found a duplicate. */
@Controller()
export class RecordSubmitted {
  constructor(
    private readonly state: LedgerState,
    private readonly mac: MessageMac,
    private readonly ahead: ReadAhead,
  ) {}

  @BatchPattern(kindTopics)
  async record(@Payload() batch: RecordBatch, @Ctx() { client, afterCommit }: BatchTransaction): Promise<void> {
    const log = await lockLog(client);
    // What this process knows of the record is as old as its last batch: whoever recorded since must be read first.
    if (log?.number !== this.state.log.number || log.nextIndex !== this.state.lastIndex + 1) {
      throw new LeadLost('Another process has recorded meanwhile');
    }
    const records = await notTakenOver(client, batch, this.state.takenOver);
    const submitted = records.map((record) => this.ahead.of(batch, record));
    const { entries, duplicates, state } = await recordBatch(client, this.state, submitted, this.mac);
    const last = batch.records.at(-1);
    afterCommit(() => {
      this.state.advance(batch, last ? offsetOf(last) + 1n : 0n, state, entries);
      recordedMetrics(entries, duplicates);
    });
  }
}
