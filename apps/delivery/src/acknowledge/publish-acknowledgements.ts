import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, hubSubmission } from '@holdfast/bus';
import type { BusLog, Publisher } from '@holdfast/bus';
import { readJson } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';

const AT_ONCE = 100;
const LOOK_AGAIN_MS = 200;
const AFTER_FAILURE_MS = 1_000;

/** Says what the fold has noted, at least once: what is said twice is a duplicate. */
export class PublishAcknowledgements {
  constructor(
    private readonly database: DataSource,
    private readonly publisher: Publisher,
    private readonly key: SigningKey,
  ) {}

  /** Publishes for as long as this process leads. */
  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    while (!lost.aborted) {
      try {
        const count = await this.publishSome();
        if (count === 0) await delay(LOOK_AGAIN_MS);
      } catch (error) {
        if (!lost.aborted) log('warn', `acknowledgements wait: ${codeOf(error)}`);
        await delay(AFTER_FAILURE_MS);
      }
    }
  }

  /** Forgets them only when the topic holds them; returns how many there were. */
  async publishSome(): Promise<number> {
    const rows: { index: string; message: string }[] = await this.database.query(
      `SELECT index, message FROM acknowledgement ORDER BY index LIMIT ${AT_ONCE}`,
    );
    if (rows.length === 0) return 0;
    await this.publisher.publish(rows.map(({ message }) => hubSubmission(Object(readJson(message)), [this.key])));
    await this.database.query('DELETE FROM acknowledgement WHERE index = ANY($1::bigint[])', [
      rows.map(({ index }) => index),
    ]);
    return rows.length;
  }
}
