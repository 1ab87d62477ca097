import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { OrganisationV1, parse, readEnvelope, readJson } from '@holdfast/contracts';
import type { Envelope, PublicJwk } from '@holdfast/contracts';
import type { BusLog } from '../connection/connect-kafka.js';
import { codeOf } from '../consume/failure.js';
import { HEADER, headerText } from '../records/headers.js';
import { DIRECTORY } from '../topics/topic-specs.js';

/** The latest recorded version of an organisation. */
export interface DirectoryRecord {
  index: number;
  envelope: Envelope;
  organisation: OrganisationV1;
}

/**
 * The directory as it is now, held in memory for authentication; never an input to a fold. Follows the compacted topic
 * for as long as the process lives.
 */
export class Directory {
  readonly #organisations = new Map<string, DirectoryRecord>();
  readonly #listeners: ((record: DirectoryRecord) => void)[] = [];
  #consumer: Consumer | undefined;
  #stopped = false;
  /** True once everything that the topic held at the start was read. */
  ready = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly log: BusLog,
  ) {}

  /** Resolves when the directory is complete up to the moment of the call. */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => void this.#follow(resolve).catch(reject));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#consumer?.disconnect();
  }

  organisation(id: string): DirectoryRecord | undefined {
    return this.#organisations.get(id);
  }

  /** A key of the hub's own, for the process that alone may use it. */
  hubKey(process: string, kid: string): PublicJwk | undefined {
    return this.organisation('hub')?.organisation.keys.find((key) => key.kid === kid && key.process === process)?.jwk;
  }

  /** Called after each change, with the version that is now in force. */
  onChange(listener: (record: DirectoryRecord) => void): void {
    this.#listeners.push(listener);
  }

  async #follow(complete: () => void): Promise<void> {
    const finish = () => {
      this.ready = true;
      complete();
    };
    if (await this.#isEmpty()) finish();
    const consumer = this.kafka.consumer({
      groupId: `holdfast-directory-${randomUUID()}`,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 250,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 10, restartOnFailure: async () => !this.#stopped },
    });
    this.#consumer = consumer;
    await consumer.connect();
    await consumer.subscribe({ topic: DIRECTORY, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: (payload) => this.#take(payload, finish) });
  }

  async #isEmpty(): Promise<boolean> {
    const admin = this.kafka.admin({ retry: { retries: 5 } });
    await admin.connect();
    const [range] = await admin.fetchTopicOffsets(DIRECTORY);
    await admin.disconnect();
    return !range || range.high === range.low;
  }

  async #take({ batch }: EachBatchPayload, finish: () => void): Promise<void> {
    for (const message of batch.messages) this.#accept(message);
    if (BigInt(batch.lastOffset()) + 1n >= BigInt(batch.highWatermark)) finish();
  }

  #accept(message: KafkaMessage): void {
    try {
      const record = read(message);
      if (!record) return;
      const known = this.#organisations.get(record.organisation.id);
      if (known && known.index >= record.index) return;
      this.#organisations.set(record.organisation.id, record);
      for (const listener of this.#listeners) listener(record);
    } catch (error) {
      this.log('warn', `directory record at offset ${message.offset} is left out: ${codeOf(error)}`);
    }
  }
}

function read({ value, headers }: KafkaMessage): DirectoryRecord | undefined {
  if (!value) return undefined;
  const envelope = readEnvelope(readJson(value));
  if (envelope.kind !== 'organisation') return undefined;
  const index = Number(headerText(headers, HEADER.index));
  return { index, envelope, organisation: parse(OrganisationV1, envelope.body) };
}
