import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Secrets } from '@holdfast/platform';

/**
 * Recognises the resend of an erased message: what is kept of its id can be matched by nobody who lacks the secret, for
 * an id can be guessed from what it was made of.
 */
export class MessageMac {
  /** `secrets` gives the secrets as they are now, the newest first. */
  constructor(private readonly secrets: () => Secrets) {}

  /** What is kept of a message that is erased now. Of a sender's own: who asks for another's learns nothing. */
  of(sender: string, messageId: string): Buffer {
    const [newest] = this.secrets();
    return macOf(newest, sender, messageId);
  }

  /** What may have been kept of it: under the newest secret, or under one that was replaced since. */
  all(sender: string, messageId: string): Buffer[] {
    return this.secrets().map((secret) => macOf(secret, sender, messageId));
  }
}

const macOf = (secret: KeyObject, sender: string, messageId: string): Buffer =>
  createHmac('sha256', secret).update(`${sender}/${messageId}`).digest();

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
    messages.flatMap(({ sender, messageId }) =>
      mac.all(sender, messageId).map((each) => [each.toString('hex'), messageId] as const),
    ),
  );
  const found = await query(AMONG, [[...byMac.keys()].map((hex) => Buffer.from(hex, 'hex'))]);
  return new Map(
    found.flatMap(({ mac: bytes, index }) => {
      const id = byMac.get(bytes.toString('hex'));
      return id === undefined ? [] : [[id, Number(index)] as const];
    }),
  );
}
