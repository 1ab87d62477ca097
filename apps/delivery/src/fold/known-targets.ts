import { openEnvelope } from '@holdfast/bus';
import { EnforcementRequestV1, kinds, parse } from '@holdfast/contracts';
import { partnerKey } from '@holdfast/policy';
import type { Standing } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { ReadEntry } from './read-entry.js';

interface TargetRow {
  id: string;
  index: string;
  kind: string;
  sender: string;
  keys: string[];
  bound: boolean;
  recipients: string[];
  /** Of a request alone. */
  envelope: Buffer | null;
}

/** What the table knows of the messages that these are about, by their ids. */
export async function readTargets(
  manager: EntityManager,
  entries: readonly ReadEntry[],
): Promise<Map<string, Standing>> {
  const ids = entries.flatMap(({ target }) => target ?? []);
  if (ids.length === 0) return new Map();
  const rows: TargetRow[] = await manager.query(TARGETS, [ids, REQUEST]);
  return new Map(rows.map((row) => [row.id, knownTarget(row)]));
}

const REQUEST = 'enforcement-request';
const GATED = new Set(kinds.filter(({ gated }) => gated).map(({ name }) => name));

function knownTarget({ index, kind, sender, keys, bound, recipients, envelope }: TargetRow): Standing {
  return {
    index: Number(index),
    sender,
    keys: [...keys, ...recipients.map(partnerKey)],
    bound,
    gated: GATED.has(kind),
    ...(envelope === null ? {} : { requestType: requestTypeOf(envelope, Number(index)) }),
  };
}

const requestTypeOf = (envelope: Buffer, index: number): string =>
  parse(EnforcementRequestV1, openEnvelope(envelope, index).body).requestType;

const TARGETS = `
  SELECT message_id AS id, index, kind, sender, keys, bound, CASE WHEN kind = $2 THEN envelope END AS envelope,
         ARRAY(SELECT partner FROM recipient WHERE recipient.index = item.index ORDER BY partner) AS recipients
    FROM item WHERE message_id = ANY($1::uuid[]) AND position = index`;
