import { ClarificationV1, EnforcementResponseV1, HUB, parse, SlaEventV1 } from '@holdfast/contracts';
import type { Envelope, Outcome } from '@holdfast/contracts';
import { partiesOf } from './target.js';
import type { Target } from './target.js';

/** To whom a message about a bound target may go at most, beside its sender and the hub, and by which rule. */
export interface Reach {
  rule: string;
  to: readonly string[];
}

const RESPONSIBLE: ReadonlySet<Outcome> = new Set<Outcome>(['CONTROLLED', 'FORMERLY_CONTROLLED']);

/** Whether an outcome of a lookup names who answers as responsible, now or before. */
export const isResponsible = (outcome: Outcome): boolean => RESPONSIBLE.has(outcome);

/** The rules of single kinds: a leg is between its recipient and the requester, and no other recipient learns of it. */
const REACHES: Readonly<Record<string, (message: Envelope, target: Target) => Reach>> = {
  'enforcement-response': ({ body }, target) =>
    target.requestType === 'ATTRIBUTION_LOOKUP' && !namesHolder(body)
      ? { rule: 'LOOKUP-HOLDER', to: [] }
      : ofLeg(target),
  clarification: ({ sender, body }, target) =>
    sender === target.sender ? { rule: 'LEG-ANSWERED', to: [parse(ClarificationV1, body).leg] } : ofLeg(target),
  // That a hold lapsed the hub tells whoever holds, whom its audience names.
  'hold-event': ({ sender }, target) =>
    sender === HUB ? { rule: 'HOLD-LAPSED', to: partiesOf(target) } : ofLeg(target),
  'sla-event': ({ body }, { sender }) => ({ rule: 'LEG-CLOCK', to: [sender, parse(SlaEventV1, body).leg] }),
  acknowledgement: (_, target) => ofLeg(target),
};

/** How far a message about a bound target may go; its declared audience and the target's own parties limit it too. */
export function reachOf(message: Envelope, target: Target): Reach {
  return REACHES[message.kind]?.(message, target) ?? { rule: 'TARGET-PARTIES', to: partiesOf(target) };
}

const ofLeg = ({ sender }: Target): Reach => ({ rule: 'LEG-PRIVATE', to: [sender] });

/** The asker sees the responsible exchange and nothing else. */
function namesHolder(body: object): boolean {
  return parse(EnforcementResponseV1, body).perTarget.some(({ outcome }) => isResponsible(outcome));
}
