import type { Envelope } from '@holdfast/contracts';

/**
 * What the hub tells the sender of a gated message, and nobody else: this recipient was given it. A function of the
 * message and of the moment, which is kept, so that to say it again is a duplicate.
 */
export function delivered(
  { messageId, sender, handling, exercise }: Envelope,
  { recipient, at }: { recipient: string; at: string },
): object {
  return {
    kind: 'acknowledgement',
    version: 1,
    reference: `delivered/${messageId}/${recipient}`,
    occurredAt: at,
    audience: { partners: [sender] },
    handling,
    language: 'en',
    correlates: [],
    exercise,
    body: { ofMessageId: messageId, level: 'DELIVERED', result: 'OK', recipient, at },
  };
}
