import { connectKafka, ensureTopics, HEADER, headerBytes, Publisher, replayTopic, TopicOffsets } from '@holdfast/bus';
import { Unavailable } from '@holdfast/contracts';
import { kafkaSecurity } from '@holdfast/platform';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { LedgerConfig } from '../../start/ledger.config.js';
import type { Line } from './page/line.js';

/**
 * Writes replays into topics of their own. It has its own producer, connected when it is first needed: the record never
 * waits behind a replay, and nothing here can write anywhere else.
 */
@Injectable()
export class ReplayTopic implements OnApplicationShutdown {
  readonly #last = new Map<string, number>();
  #open: Promise<Connections> | undefined;

  constructor(private readonly config: LedgerConfig) {}

  /** Resolves when the topic holds these lines; what it holds already is not written again. */
  async write(sessionId: string, lines: readonly Line[]): Promise<void> {
    const { topic } = replayTopic(sessionId);
    const open = await this.#connected();
    const last = this.#last.get(sessionId) ?? (await prepare(open, sessionId));
    // Whether lines are there is not known until they are confirmed; then the topic itself is asked.
    this.#last.delete(sessionId);
    const fresh = lines.filter(({ index }) => index > last);
    await open.publisher.publish(
      fresh.map(({ index, text }) => ({
        topic,
        key: '',
        value: Buffer.from(text),
        headers: { [HEADER.index]: String(index) },
      })),
    );
    this.#last.set(sessionId, fresh.at(-1)?.index ?? last);
  }

  async onApplicationShutdown(): Promise<void> {
    const open = await this.#open;
    await Promise.all([open?.publisher.stop(), open?.offsets.stop()]);
  }

  /** A connection that failed is made anew with the next call. */
  async #connected(): Promise<Connections> {
    this.#open ??= connect(this.config);
    try {
      return await this.#open;
    } catch (cause) {
      this.#open = undefined;
      throw new Unavailable('Kafka does not answer', {}, { cause });
    }
  }
}

interface Connections {
  kafka: ReturnType<typeof connectKafka>;
  publisher: Publisher;
  offsets: TopicOffsets;
}

async function connect(config: LedgerConfig): Promise<Connections> {
  const kafka = connectKafka({ brokers: config.kafkaBrokers, clientId: 'ledger-replay', ...kafkaSecurity(config) });
  const [publisher, offsets] = [new Publisher(kafka, { timeoutMs: 10_000 }), new TopicOffsets(kafka)];
  await Promise.all([publisher.start(), offsets.start()]);
  return { kafka, publisher, offsets };
}

/** Makes sure that the topic is there, and says up to which index it holds the replay; -1 when it is empty. */
async function prepare({ kafka, offsets }: Connections, sessionId: string): Promise<number> {
  const spec = replayTopic(sessionId);
  await ensureTopics(kafka, { specs: [spec] });
  const [record] = await offsets.newest(spec.topic, 1);
  return record === undefined ? -1 : Number(headerBytes(record.headers, HEADER.index)?.toString());
}
