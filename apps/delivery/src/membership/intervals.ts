import { partnerKey } from '@holdfast/policy';
import type { Interval } from '@holdfast/policy';
import type { DataSource, EntityManager } from 'typeorm';

interface IntervalRow {
  partner: string;
  key: string;
  from_index: string;
  to_index: string | null;
}

/** A partner's intervals as they are folded now. */
export async function readIntervals(database: DataSource | EntityManager, partner: string): Promise<Interval[]> {
  const rows: IntervalRow[] = await database.query('SELECT * FROM membership WHERE partner = $1', [partner]);
  return rows.map(intervalOf);
}

/** The intervals of every partner. */
export async function readAllIntervals(database: DataSource): Promise<Map<string, Interval[]>> {
  return byPartner(await database.query('SELECT * FROM membership'));
}

/** The intervals of every partner that ever held one of these keys, of these keys alone. */
export async function readHolders(manager: EntityManager, keys: readonly string[]): Promise<Map<string, Interval[]>> {
  if (keys.length === 0) return new Map();
  return byPartner(await manager.query('SELECT * FROM membership WHERE key = ANY($1)', [keys]));
}

/** Whether one of the intervals holds the key at an index. */
export function holdsAt(intervals: readonly Interval[] | undefined, key: string, index: number): boolean {
  return (intervals ?? []).some(({ key: held, from, to = Infinity }) => held === key && from < index && index < to);
}

/** Whether the partner takes part now: its own key is held by verified members alone. */
export function isActive(partner: string, intervals: readonly Interval[]): boolean {
  return intervals.some(({ key, to }) => key === partnerKey(partner) && to === undefined);
}

/** The keys under which a reader can see anything after a position. */
export function keysAfter(intervals: readonly Interval[], position: number): string[] {
  const reaching = intervals.filter(({ to = Infinity }) => to > position);
  return [...new Set(reaching.map(({ key }) => key))].toSorted();
}

function byPartner(rows: readonly IntervalRow[]): Map<string, Interval[]> {
  const grouped = Map.groupBy(rows, ({ partner }) => partner);
  return new Map([...grouped].map(([partner, own]) => [partner, own.map(intervalOf)]));
}

function intervalOf({ key, from_index, to_index }: IntervalRow): Interval {
  return { key, from: Number(from_index), ...(to_index === null ? {} : { to: Number(to_index) }) };
}
