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
    const rows: { index: string; recipient: string; message: string }[] = await this.database.query(
      `SELECT index, recipient, message FROM acknowledgement ORDER BY index, recipient LIMIT ${AT_ONCE}`,
    );
    if (rows.length === 0) return 0;
    await this.publisher.publish(rows.map(({ message }) => hubSubmission(Object(readJson(message)), [this.key])));
    await this.database.query(SAID, [rows.map(({ index }) => index), rows.map(({ recipient }) => recipient)]);
    return rows.length;
  }
}

const SAID = `
  DELETE FROM acknowledgement said USING unnest($1::bigint[], $2::text[]) AS done (index, recipient)
   WHERE (said.index, said.recipient) = (done.index, done.recipient)`;
