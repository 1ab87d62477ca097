import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { noteDelivered } from '../acknowledge/note-delivered.js';
import { rangesOpened } from '../start/delivery-metrics.js';

/** What a reader is about to be given: everything of these keys after `from`. */
export interface Range {
  partner: string;
  channel: 'sse' | 'pull';
  from: number;
  keys: readonly string[];
  kind?: string | undefined;
}

/**
 * Who was given what. A range is committed before its first byte leaves and closed at the last position written; one
 * that a crash left open means: anything after its start. So it may name too much, never too little.
 */
@Injectable()
export class Ranges {
  constructor(private readonly database: DataSource) {}

  /** A range whose end is not known yet. */
  async open(range: Range): Promise<string> {
    rangesOpened.inc({ channel: range.channel });
    const [row]: { id: string }[] = await this.database.query(
      `${INSERT} VALUES ${VALUES} RETURNING id`,
      columns(range),
    );
    return String(row?.id);
  }

  async close(id: string, to: number): Promise<void> {
    await this.database.query('UPDATE given SET to_position = $2, closed_at = now() WHERE id = $1', [id, to]);
  }

  /** A range that is over as soon as it is given: a page. */
  async note(range: Range, to: number): Promise<void> {
    rangesOpened.inc({ channel: range.channel });
    await this.database.query(`${INSERT_CLOSED}`, [...columns(range), to]);
  }

  /** Has the hub say of gated messages, by their indexes, that the partner was given them just now: of each once. */
  async acknowledge(partner: string, routed: readonly number[]): Promise<void> {
    if (routed.length > 0) await noteDelivered(this.database, partner, routed);
  }
}

const columns = ({ partner, channel, from, keys, kind }: Range) => [partner, channel, from, keys, kind ?? null];

const INSERT = 'INSERT INTO given (partner, channel, from_position, keys, kind_filter)';
const VALUES = '($1, $2, $3, $4, $5)';
const INSERT_CLOSED = `
  INSERT INTO given (partner, channel, from_position, keys, kind_filter, to_position, closed_at)
  VALUES ($1, $2, $3, $4, $5, $6, now())`;
