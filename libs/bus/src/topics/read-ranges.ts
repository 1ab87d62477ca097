import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { BusUnavailable } from '../errors.js';

/** Small, so that single records far apart cost little to read. */
const FETCH_BYTES = 256 * 1024;
/** Brokers that hold a record give it long before. */
const STALLED_MS = 30_000;

/** Records of a partition that follow each other: from an offset up to another, which is not among them. */
export interface OffsetRange {
  topic: string;
  partition: number;
  from: number;
  end: number;
}

/** Takes records of one partition that follow each other. */
export type TakeRecords = (
  place: Pick<OffsetRange, 'topic' | 'partition'>,
  records: readonly KafkaMessage[],
) => Promise<void>;

/**
 * Reads ranges, those of a partition in the order of its offsets. Resolves with what the brokers do not hold of them;
 * throws BusUnavailable when they give nothing any more, and what the signal says when it aborts.
 */
export async function readRanges(
  kafka: Kafka,
  ranges: readonly OffsetRange[],
  take: TakeRecords,
  signal: AbortSignal,
): Promise<OffsetRange[]> {
  const reading = new RangeReading(
    ranges.filter(({ from, end }) => from < end),
    take,
  );
  if (reading.isDone) return [];
  signal.throwIfAborted();
  const groupId = `holdfast-read-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, maxBytesPerPartition: FETCH_BYTES });
  await consumer.connect();
  await consumer.subscribe({ topics: reading.topics, fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => reading.run(consumer, { resolve, reject, signal }));
    return reading.missing;
  } finally {
    await consumer.disconnect();
  }
}

class RangeReading {
  /** By partition: what is still to be read, in order. */
  readonly #waiting = new Map<string, OffsetRange[]>();
  readonly missing: OffsetRange[] = [];

  constructor(
    ranges: readonly OffsetRange[],
    private readonly take: TakeRecords,
  ) {
    for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
      const known = this.#waiting.get(keyOf(range));
      if (known) known.push({ ...range });
      else this.#waiting.set(keyOf(range), [{ ...range }]);
    }
  }

  get isDone(): boolean {
    return this.#waiting.size === 0;
  }

  get topics(): string[] {
    return [...new Set([...this.#waiting.values()].flatMap((ranges) => ranges.map(({ topic }) => topic)))];
  }

  run(
    consumer: Consumer,
    { resolve, reject, signal }: { resolve: () => void; reject: (error: unknown) => void; signal: AbortSignal },
  ): void {
    const stalled = setTimeout(
      () => reject(new BusUnavailable('Kafka does not give what it says it holds')),
      STALLED_MS,
    );
    const fail = (error: unknown) => {
      clearTimeout(stalled);
      reject(error);
    };
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    consumer.on('consumer.crash', ({ payload }) => fail(payload.error));
    const eachBatch = async (payload: EachBatchPayload) => {
      stalled.refresh();
      await this.#takeBatch(consumer, payload).catch(fail);
      if (!this.isDone) return;
      clearTimeout(stalled);
      resolve();
    };
    consumer.run({ autoCommit: false, eachBatch }).catch(fail);
    for (const [first] of this.#waiting.values()) if (first) seek(consumer, first);
  }

  async #takeBatch(consumer: Consumer, { batch, heartbeat, pause }: EachBatchPayload): Promise<void> {
    const ranges = this.#waiting.get(keyOf(batch)) ?? [];
    const reached = Number(batch.lastOffset()) + 1;
    for (let range = ranges[0]; range; [range] = ranges) {
      await this.#takeRange(range, batch.messages);
      await heartbeat();
      if (reached < range.end) return;
      if (range.from < range.end) this.missing.push({ ...range });
      ranges.shift();
      // What lies between two ranges is not fetched.
      if (ranges[0] && ranges[0].from > reached) return seek(consumer, ranges[0]);
    }
    this.#waiting.delete(keyOf(batch));
    pause();
  }

  async #takeRange(range: OffsetRange, messages: readonly KafkaMessage[]): Promise<void> {
    const own = messages.filter(({ offset }) => Number(offset) >= range.from && Number(offset) < range.end);
    for (const { offset } of own) {
      if (Number(offset) > range.from) this.missing.push({ ...range, end: Number(offset) });
      range.from = Number(offset) + 1;
    }
    if (own.length > 0) await this.take({ topic: range.topic, partition: range.partition }, own);
  }
}

const keyOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

function seek(consumer: Consumer, { topic, partition, from }: OffsetRange): void {
  consumer.seek({ topic, partition, offset: String(from) });
}
