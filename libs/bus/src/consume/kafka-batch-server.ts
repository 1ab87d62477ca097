import { HubError } from '@holdfast/contracts';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { lastValueFrom } from 'rxjs';
import type { DataSource } from 'typeorm';
import type { BusLog } from '../connection/connect-kafka.js';
import { LeadLost } from '../errors.js';
import { applyBatch } from './apply-batch.js';
import type { BatchHandler } from './apply-batch.js';
import { backoffMs, codeOf, mayPass } from './failure.js';
import { takeLead } from './leadership.js';
import type { Lead } from './leadership.js';
import { consumeAsLeader } from './leading-consumer.js';
import type { Prepare } from './leading-consumer.js';
import { Parking } from './parking.js';
import { pause } from './pause.js';
import type { RecordBatch } from './record-batch.js';
import { storedPlaces } from './stored-places.js';

const AGAIN_MS = 100;

/** What a consumer needs to be one. */
export interface BatchServerOptions {
  kafka: Kafka;
  database: DataSource;
  databaseUrl: string;
  /** Names the consumer in its offsets, its lock, its group ids and its parked topic. */
  consumer: string;
  /** False for the ledger, which waits instead: it may leave nothing out. */
  parks: boolean;
  /** Awaited after the lead is taken and before the first batch; the signal aborts when the lead is lost. */
  onLead?: (lost: AbortSignal) => Promise<void>;
  /** Work on a batch ahead of its turn, while the one before it commits; never rejects. */
  prepare?: Prepare;
  log: BusLog;
}

/** Around one batch: keeps the membership alive, tells when the lead is gone, and lets it go. */
interface Attempt {
  heartbeat: () => Promise<void>;
  signal: AbortSignal;
  /** A failed commit may have happened: whoever leads next reads anew where things stand. */
  giveUp: () => void;
}

/**
 * Hands each batch of records to its handler inside a database transaction that moves the consumer's offset too. One
 * process leads, the others stand by.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  readonly #stop = new AbortController();
  readonly #parking: Parking;
  #running: Promise<void> | undefined;
  /** Whether this process leads now. */
  leading = false;
  /** Whether the last batch was applied or none has failed; false while a batch is being tried again. */
  progressing = true;

  constructor(private readonly options: BatchServerOptions) {
    super();
    this.#parking = new Parking(options.kafka, options.consumer);
  }

  listen(ready: () => void): void {
    this.#running = this.#serve();
    ready();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#parking.stop();
  }

  on(): never {
    throw new TypeError('A batch server emits no events');
  }

  unwrap<T>(): T {
    throw new TypeError('A batch server has no single underlying server');
  }

  async #serve(): Promise<void> {
    for (let tries = 0; !this.#stop.signal.aborted; tries++) {
      try {
        const lead = await takeLead(this.options.databaseUrl, `holdfast/${this.options.consumer}`, this.#stop.signal);
        if (lead) await this.#leadWith(lead);
        tries = 0;
        await pause(AGAIN_MS, this.#stop.signal);
      } catch (error) {
        this.progressing = false;
        this.options.log('error', `${this.options.consumer} lost its lead: ${codeOf(error)}`);
        await pause(backoffMs(tries), this.#stop.signal);
      }
    }
  }

  async #leadWith(lead: Lead): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([lead.lost, this.#stop.signal, ended.signal]);
    const { kafka, database, consumer, onLead, prepare } = this.options;
    try {
      this.leading = true;
      await onLead?.(signal);
      this.progressing = true;
      const from = await storedPlaces(database, consumer);
      const topics = [...this.messageHandlers.keys()];
      const apply = (batch: RecordBatch, heartbeat: () => Promise<void>) =>
        this.#insist(batch, { heartbeat, signal, giveUp: () => ended.abort() });
      await consumeAsLeader(kafka, { name: consumer, topics, from, signal, apply, prepare });
    } finally {
      this.leading = false;
      ended.abort();
      await lead.release();
    }
  }

  /** Tries until it works, or until a record turns out to be hopeless and is parked. */
  async #insist(batch: RecordBatch, context: Attempt): Promise<bigint> {
    const { heartbeat, signal, giveUp } = context;
    const { database, consumer, parks, log } = this.options;
    for (let tries = 0; ; tries++) {
      try {
        const next = await applyBatch(database, consumer, batch, this.#handlerOf(batch.topic));
        this.progressing = true;
        return next;
      } catch (error) {
        this.progressing = false;
        log('error', `${consumer} ${batch.topic}/${batch.partition} at ${batch.records[0]?.offset}: ${codeOf(error)}`);
        if (parks && !mayPass(error, tries)) return this.#parkHopeless(batch, { ...context, error });
        if (!parks && (!(error instanceof HubError) || error instanceof LeadLost)) giveUp();
        await pause(backoffMs(tries), signal);
        if (signal.aborted) throw error;
        await heartbeat();
      }
    }
  }

  /** Goes through the batch one by one; a single record that fails alone is parked and passed. */
  async #parkHopeless(batch: RecordBatch, { error, ...context }: Attempt & { error: unknown }): Promise<bigint> {
    if (batch.records.length === 1) {
      const { database, consumer } = this.options;
      return applyBatch(database, consumer, batch, () => this.#parking.park(batch, error));
    }
    let next = 0n;
    for (const record of batch.records) next = await this.#insist({ ...batch, records: [record] }, context);
    return next;
  }

  #handlerOf(topic: string): BatchHandler {
    const handler = this.getHandlerByPattern(topic);
    if (!handler) throw new TypeError(`No handler for ${topic}`);
    return async (batch, transaction) => {
      const result = this.transformToObservable(await handler(batch, transaction));
      await lastValueFrom(result, { defaultValue: undefined });
    };
  }
}
