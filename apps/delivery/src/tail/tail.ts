import type { Interval } from '@holdfast/policy';
import { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';
import { tailLag } from '../start/delivery-metrics.js';
import { itemOf, itemsWithin } from '../entries/item-rows.js';
import type { ItemRow } from '../entries/item-rows.js';
import { isActive, readAllIntervals } from '../membership/intervals.js';
import { Ring } from './ring.js';
import type { RingLimits } from './ring.js';

interface FoldedRow {
  last_index: string;
  membership_index: string;
  erasure_index: string;
}

/**
 * The newest items and the present membership, read once per process and wake-up for all its streams. The membership
 * is never older than the items, so nobody is given what came after their interval ended. Emits `change`.
 */
export class Tail extends EventEmitter<{ change: []; membership: [] }> {
  private memberships = new Map<string, Interval[]>();
  private membershipIndex: string | undefined;
  private erasureIndex: string | undefined;
  private running: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;

  private constructor(
    private readonly database: DataSource,
    readonly ring: Ring,
  ) {
    super();
    this.setMaxListeners(0);
  }

  /** Begins at the present end of the fold: what is older is read from the table. */
  static async begin(database: DataSource, limits: RingLimits): Promise<Tail> {
    const { last_index } = await readFolded(database);
    const tail = new Tail(database, new Ring(Number(last_index), limits));
    await tail.refresh();
    return tail;
  }

  intervalsOf(partner: string): readonly Interval[] {
    return this.memberships.get(partner) ?? [];
  }

  isActive(partner: string): boolean {
    return isActive(partner, this.intervalsOf(partner));
  }

  /** Resolves when the tail holds at least what was folded at the time of the call. Calls under way are joined. */
  refresh(): Promise<void> {
    this.waiting ??= this.afterRunning();
    return this.waiting;
  }

  private async afterRunning(): Promise<void> {
    await Promise.allSettled([this.running]);
    this.waiting = undefined;
    this.running = this.read();
    await this.running;
  }

  private async read(): Promise<void> {
    const folded = await readFolded(this.database);
    const head = Number(folded.last_index);
    tailLag.set(head - this.ring.head);
    if (folded.erasure_index !== this.erasureIndex) this.ring.clear();
    this.erasureIndex = folded.erasure_index;
    while (this.ring.head < head) await this.readItems(head, folded.membership_index);
    await this.readMembership(folded.membership_index);
  }

  private async readItems(head: number, membershipIndex: string): Promise<void> {
    const rows: ItemRow[] = await this.database.query(NEW_ITEMS, [this.ring.head, head]);
    await this.readMembership(membershipIndex);
    const isAll = Number(rows[0]?.found ?? 0) <= rows.length && rows.length < MAX_ROWS;
    const items = rows.map(itemOf);
    this.ring.append(items, isAll ? head : Number(items.at(-1)?.position));
    this.emit('change');
  }

  private async readMembership(index: string): Promise<void> {
    if (index === this.membershipIndex) return;
    this.memberships = await readAllIntervals(this.database);
    this.membershipIndex = index;
    this.emit('membership');
  }
}

async function readFolded(database: DataSource): Promise<FoldedRow> {
  const [row]: FoldedRow[] = await database.query('SELECT last_index, membership_index, erasure_index FROM folded');
  return row ?? { last_index: '-1', membership_index: '-1', erasure_index: '-1' };
}

const MAX_ROWS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
const NEW_ITEMS = itemsWithin(
  `SELECT * FROM item WHERE position > $1 AND position <= $2
    ORDER BY position FETCH FIRST ${MAX_ROWS} ROWS WITH TIES`,
  MAX_BYTES,
);
