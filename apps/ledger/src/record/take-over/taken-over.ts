import type { PoolClient } from 'pg';
import { RECORDED } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';

/** Under this name the offsets table holds up to where each partition was taken over from the published record. */
export const TAKEN_OVER = 'ledger/recorded';

/** Entries that came from the published record instead of their kind topics, which will give them once more. */
export interface TakenOver {
  /** The first index that was. */
  from: number;
  /** By topic and partition: the offset after the last that was. */
  through: ReadonlyMap<string, bigint>;
}

export const NOTHING_TAKEN_OVER: TakenOver = { from: 0, through: new Map() };

/** What the offsets table says of it. */
export function takenOverFrom(places: readonly { topic: string; partition: number; offset: string }[]): TakenOver {
  const from = places.find(({ topic }) => topic === RECORDED)?.offset ?? '0';
  const through = places.map(({ topic, partition, offset }) => [`${topic}/${partition}`, BigInt(offset)] as const);
  return { from: Number(from), through: new Map(through) };
}

/** The records of a batch that have no entry yet. */
export async function notTakenOver(
  client: PoolClient,
  { topic, partition, records }: RecordBatch,
  { from, through }: TakenOver,
): Promise<RecordBatch['records']> {
  const [first, last] = [records[0]?.offset ?? '0', records.at(-1)?.offset ?? '0'];
  if (BigInt(first) >= (through.get(`${topic}/${partition}`) ?? 0n)) return records;
  const { rows } = await client.query<{ offset: string }>(
    `SELECT kafka_offset AS offset FROM entry
      WHERE index >= $1 AND topic = $2 AND partition = $3 AND kafka_offset BETWEEN $4 AND $5`,
    [from, topic, partition, first, last],
  );
  const known = new Set(rows.map(({ offset }) => offset));
  return records.filter(({ offset }) => !known.has(offset));
}
