import type { DataSource } from 'typeorm';

const PAGE = 1_000;

/** An entry that reaches nobody: a conflict, or what is quarantined. Kind and sender are what it claims. */
export interface SetAside {
  index: number;
  status: 'conflict' | 'quarantined';
  reason?: string;
  kind?: string;
  sender?: string;
  topic: string;
  partition: number;
  offset: number;
  /** Absent when the message was erased. */
  acceptedAt?: string;
}

/** A page of them, in the order of the record. */
export interface SetAsidePage {
  items: SetAside[];
  next: number;
  more: boolean;
}

interface Row {
  index: string;
  status: SetAside['status'];
  reason: string | null;
  kind: string | null;
  sender: string | null;
  topic: string;
  partition: number;
  offset: string;
  acceptedAt: Date | null;
}

const ROWS = `SELECT entry.index, status, reason, kind, sender, topic, partition, kafka_offset AS "offset",
    accepted_at AS "acceptedAt"
  FROM entry LEFT JOIN body ON body.index = entry.index
  WHERE status <> 'recorded' AND entry.index > $1 ORDER BY entry.index LIMIT ${PAGE + 1}`;

/** The entries after an index that reach nobody; of their content nothing but what names them. */
export async function setAside(database: DataSource, after: number): Promise<SetAsidePage> {
  const rows: Row[] = await database.query(ROWS, [after]);
  const items = rows.slice(0, PAGE).map(itemOf);
  return { items, next: items.at(-1)?.index ?? after, more: rows.length > PAGE };
}

function itemOf({ index, status, reason, kind, sender, topic, partition, offset, acceptedAt }: Row): SetAside {
  return {
    index: Number(index),
    status,
    ...(reason === null ? {} : { reason }),
    ...(kind === null ? {} : { kind }),
    ...(sender === null ? {} : { sender }),
    topic,
    partition,
    offset: Number(offset),
    ...(acceptedAt === null ? {} : { acceptedAt: acceptedAt.toISOString() }),
  };
}
