import { codeOf, hubSubmission, pause } from '@holdfast/bus';
import type { BusLog, Publisher } from '@holdfast/bus';
import { readJson } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';

const AT_ONCE = 500;
const LOOK_AGAIN_MS = 500;
const AFTER_FAILURE_MS = 1_000;

/** Says what was decided, at least once: what is said twice is a duplicate. */
export class PublishOutbox {
  private waker = new AbortController();

  constructor(
    private readonly database: DataSource,
    private readonly publisher: Publisher,
    private readonly key: SigningKey,
  ) {}

  /** Something new was committed. */
  wake(): void {
    this.waker.abort();
  }

  /** Publishes for as long as this process leads. Whatever has not come back is said anew by whoever leads next. */
  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    let isFirst = true;
    while (!lost.aborted) {
      this.waker = new AbortController();
      try {
        if (isFirst) await this.database.query('UPDATE outbox SET published = false');
        isFirst = false;
        if ((await this.publishSome()) === 0) await pause(LOOK_AGAIN_MS, AbortSignal.any([lost, this.waker.signal]));
      } catch (error) {
        if (!lost.aborted) log('warn', `the outbox waits: ${codeOf(error)}`);
        await pause(AFTER_FAILURE_MS, lost);
      }
    }
  }

  /** In the order in which it was decided; returns how much there was. */
  async publishSome(): Promise<number> {
    const rows: { at: string; message: string }[] = await this.database.query(
      `SELECT at, message FROM outbox WHERE NOT published ORDER BY at LIMIT ${AT_ONCE}`,
    );
    if (rows.length === 0) return 0;
    await this.publisher.publish(rows.map(({ message }) => hubSubmission(Object(readJson(message)), [this.key])));
    await this.database.query('UPDATE outbox SET published = true WHERE at = ANY($1::bigint[])', [
      rows.map(({ at }) => at),
    ]);
    return rows.length;
  }
}
