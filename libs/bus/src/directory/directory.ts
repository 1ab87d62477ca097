import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { directoryKeyOf, HUB, Int, parse, readEnvelope, readJson } from '@holdfast/contracts';
import type { OrganisationKey, OrganisationV1, PublicJwk } from '@holdfast/contracts';
import { keyCounts, StatedDirectory } from '@holdfast/policy';
import type { DirectoryView, OfficerInForce, Stated } from '@holdfast/policy';
import type { BusLog } from '../connection/connect-kafka.js';
import { codeOf } from '../consume/failure.js';
import { HEADER, headerText } from '../records/headers.js';
import { DIRECTORY } from '../topics/topic-specs.js';

/**
 * The directory as it is now, held in memory for authentication; never an input to a fold. Follows the compacted topic
 * for as long as the process lives.
 */
export class Directory implements DirectoryView {
  readonly #listeners: (() => void)[] = [];
  #stated = StatedDirectory.empty;
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

  organisation(id: string): OrganisationV1 | undefined {
    return this.#stated.organisation(id);
  }

  officers(partner: string): OfficerInForce[] {
    return this.#stated.officers(partner);
  }

  /** Everything that is in force now. */
  all(): Stated[] {
    return this.#stated.all();
  }

  /** A key of the hub's own that counts now, for the process that alone may use it. */
  hubKey(process: string, kid: string): PublicJwk | undefined {
    const now = new Date().toISOString();
    const isIt = (key: OrganisationKey) => key.kid === kid && key.process === process && keyCounts(key, now);
    return this.organisation(HUB)?.keys.find(isIt)?.jwk;
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
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
      const stated = read(message);
      if (!stated || (this.#stated.get(stated.key)?.since ?? -1) >= stated.since) return;
      this.#stated = this.#stated.with(stated);
      for (const listener of this.#listeners) listener();
    } catch (error) {
      this.log('warn', `directory record at offset ${message.offset} is left out: ${codeOf(error)}`);
    }
  }
}

function read({ value, headers }: KafkaMessage): Stated | undefined {
  if (!value) return undefined;
  const envelope = readEnvelope(readJson(value));
  const key = directoryKeyOf(envelope);
  const { since, said } = parse(Places, {
    since: Number(headerText(headers, HEADER.index)),
    said: Number(headerText(headers, HEADER.effect)),
  });
  return key === undefined ? undefined : { key, since, said, envelope };
}

class Places {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Since when it is in force.' })
  since!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Where it was said.' })
  said!: number;
}
