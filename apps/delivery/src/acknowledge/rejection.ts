import type { Envelope } from '@holdfast/contracts';

/**
 * What the hub tells the sender of a conflict, and nobody else: nothing of its content. A function of the entry, so
 * that to say it again, after a crash or a rebuild, is a duplicate.
 */
export function rejection(index: number, acceptedAt: string, { messageId, sender, exercise }: Envelope): object {
  return {
    kind: 'acknowledgement',
    version: 1,
    reference: `conflict/${index}`,
    occurredAt: acceptedAt,
    audience: { partners: [sender] },
    handling: { tlp: 'RED', code: 'H0', dataClass: 'OPEN', retention: { class: 'R4', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise,
    body: {
      ofMessageId: messageId,
      level: 'APPLIED',
      result: 'REJECTED',
      errors: [{ pointer: '', code: 'CONFLICT', message: WHY }],
      at: acceptedAt,
    },
  };
}

const WHY = 'Other content is recorded under this id; send a correction under a new reference with supersedes';
