import type { HoldEventV1 } from '@holdfast/contracts';
import { deskMessage } from '../head.js';

/** What became of a hold, and who is told: the requester. */
export interface HoldEvent {
  requester: string;
  at: Date;
  event: HoldEventV1;
}

/** An event of a hold as its holder publishes it; the first one makes the hold, and its messageId is the hold's id. */
export function holdEventMessage({ requester, at, event }: HoldEvent): object {
  return deskMessage(
    {
      kind: 'hold-event',
      reference: `${event.holdId ?? event.requestId}/${event.targetId}/${at.getTime()}`,
      audience: { partners: [requester] },
      tlp: 'RED',
      at,
    },
    event,
  );
}
