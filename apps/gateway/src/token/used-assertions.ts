import { Unavailable } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Assertion } from './assertion.js';
import { invalidClient } from './token-refused.js';

const PURGE_EVERY_MS = 60_000;

/** Remembers assertions, so that each gives one token, whichever gateway it is shown to. */
@Injectable()
export class UsedAssertions implements OnApplicationShutdown {
  private readonly purging = setInterval(() => void this.purge(), PURGE_EVERY_MS).unref();

  constructor(private readonly database: DataSource) {}

  /** The insert decides who was first. Throws TokenRefused for everyone else. */
  async use({ partner, jti, expiresAtMs }: Assertion): Promise<void> {
    const rows = await this.query(INSERT, [partner, jti, new Date(expiresAtMs)]);
    if (rows.length === 0) throw invalidClient('the assertion was used before; each jti counts once');
  }

  /** Forgets what could not be used any more. What fails now is left for the next time. */
  async purge(): Promise<void> {
    await Promise.allSettled([this.query('DELETE FROM used_assertion WHERE expires_at < now()', [])]);
  }

  onApplicationShutdown(): void {
    clearInterval(this.purging);
  }

  private async query(sql: string, values: unknown[]): Promise<unknown[]> {
    try {
      return await this.database.query(sql, values);
    } catch (cause) {
      throw new Unavailable('The database does not answer', {}, { cause });
    }
  }
}

const INSERT = `
  INSERT INTO used_assertion (client, jti, expires_at) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING 1 AS first`;
