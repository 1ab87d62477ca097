import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Recognises the resend of an erased message: what is kept of its id can be matched by nobody who lacks the secret, for
 * an id can be guessed from what it was made of.
 */
export class MessageMac {
  constructor(private readonly secret: KeyObject) {}

  /** Of a sender's own: who asks for what another erased learns nothing. */
  of(sender: string, messageId: string): Buffer {
    return createHmac('sha256', this.secret).update(`${sender}/${messageId}`).digest();
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
  messages: readonly { sender: string; messageId: string }[],
  mac: MessageMac,
  query: (sql: string, values: unknown[]) => Promise<Found[]>,
): Promise<Map<string, number>> {
  if (messages.length === 0) return new Map();
  const byMac = new Map(
    messages.map(({ sender, messageId }) => [mac.of(sender, messageId).toString('hex'), messageId]),
  );
  const found = await query(AMONG, [[...byMac.keys()].map((hex) => Buffer.from(hex, 'hex'))]);
  return new Map(
    found.flatMap(({ mac: bytes, index }) => {
      const id = byMac.get(bytes.toString('hex'));
      return id === undefined ? [] : [[id, Number(index)] as const];
    }),
  );
}
