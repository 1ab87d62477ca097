import { Forbidden } from '@holdfast/contracts';
import { mayRead } from '@holdfast/policy';
import type { Interval } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isActive, readIntervals } from '../membership/intervals.js';
import { withheld } from '../start/delivery-metrics.js';
import { itemOf, itemsWithin } from './item-rows.js';
import type { ItemRow } from './item-rows.js';
import type { Page } from './page-text.js';

export interface PageWish {
  partner: string;
  after: number;
  limit: number;
  kind?: string | undefined;
}

/** A page, and the intervals by which it was judged. */
export interface JudgedPage extends Page {
  intervals: readonly Interval[];
}

/** Reads what a partner may see after a position: the merge of its keys inside its intervals. */
@Injectable()
export class Pages {
  constructor(private readonly database: DataSource) {}

  /** Throws Forbidden unless the partner is an active member now. */
  async read({ partner, after, limit, kind }: PageWish): Promise<JudgedPage> {
    const rows: ItemRow[] = await this.database.query(PAGE, [partner, after, limit + 1, kind ?? null]);
    // Read after the page, so that an interval that ended meanwhile still covers what the page holds.
    const intervals = await readIntervals(this.database, partner);
    if (!isActive(partner, intervals)) throw notActive();
    const taken = rows.slice(0, limit).map(itemOf);
    const items = taken.filter((item) => {
      const { allowed } = mayRead(partner, intervals, item);
      if (!allowed) withheld.inc();
      return allowed;
    });
    const next = taken.at(-1)?.position ?? after;
    return { items, next, more: Number(rows[0]?.found ?? 0) > taken.length, intervals };
  }
}

/** The answer to a reader whose organisation is suspended, removed or not admitted yet. */
export const notActive = (): Forbidden =>
  new Forbidden('This organisation is not an active member of the hub', { rule: 'SUSPENDED' });

const MAX_PAGE_BYTES = 1024 * 1024;

/**
 * Each interval gives its first positions only, so a page costs the same wherever in the record it lies. All keys of
 * one reader at one position belong to one item: any of them tells which.
 */
const SEEN = `
  SELECT seen.position, min(m.key) AS key
    FROM membership m
   CROSS JOIN LATERAL (
     SELECT v.position FROM visibility v
      WHERE v.key = m.key AND v.position > greatest(m.from_index, $2::bigint)
        AND v.position < coalesce(m.to_index, ${Number.MAX_SAFE_INTEGER})
        AND ($4::text IS NULL OR v.kind = $4)
      ORDER BY v.position LIMIT $3) seen
   WHERE m.partner = $1
   GROUP BY seen.position
   ORDER BY seen.position LIMIT $3`;

const PAGE = itemsWithin(
  `SELECT item.* FROM item JOIN (${SEEN}) seen ON item.position = seen.position AND seen.key = ANY(item.keys)`,
  MAX_PAGE_BYTES,
);
