import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Recognises the resend of an erased message: what is kept of its id can be matched by nobody who lacks the secret, for
 * an id can be guessed from what it was made of.
 */
export class MessageMac {
  constructor(private readonly secret: KeyObject) {}

  of(messageId: string): Buffer {
    return createHmac('sha256', this.secret).update(messageId).digest();
  }
}

const AMONG =
  'SELECT message_mac AS mac, min(index) AS index FROM erased WHERE message_mac = ANY($1::bytea[]) GROUP BY 1';

interface Found {
  mac: Buffer;
  index: string;
}

/** Which of these messages were erased, and the index of the entry that each of them had. */
export async function erasedAmong(
  ids: readonly string[],
  mac: MessageMac,
  query: (sql: string, values: unknown[]) => Promise<Found[]>,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const byMac = new Map(ids.map((id) => [mac.of(id).toString('hex'), id]));
  const found = await query(AMONG, [[...byMac.keys()].map((hex) => Buffer.from(hex, 'hex'))]);
  return new Map(
    found.flatMap(({ mac: bytes, index }) => {
      const id = byMac.get(bytes.toString('hex'));
      return id === undefined ? [] : [[id, Number(index)] as const];
    }),
  );
}
