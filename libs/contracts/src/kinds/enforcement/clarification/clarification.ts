import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HOLDERS } from '../../publishers.js';
import { partFaults } from '../../shapes/faults.js';
import { ClarificationV1 } from './clarification.v1.js';

export const clarification = kind({
  name: 'clarification',
  version: 1,
  plural: 'clarifications',
  about: 'A recipient asks about a request, or the requester answers it.',
  body: ClarificationV1,
  publishers: ['POLICE', 'PROSECUTOR', 'FIU', ...HOLDERS],
  officers: () => 1,
  roles: ['REQUESTER', 'RESPONDER'],
  gated: false,
  target: ({ body }) => body.requestId,
  rules: ({ sender, body }) => [...sideFaults(sender, body), ...scopeFaults(body)],
});

/** The recipient asks, and somebody else answers. */
function sideFaults(sender: string, { leg, type }: ClarificationV1): Fault[] {
  if ((type === 'QUESTION') === (sender === leg)) return [];
  const message = 'is the sender of a question, and never of an answer';
  return [{ pointer: '/body/leg', rule: 'clarification-side', message }];
}

function scopeFaults({ type, widensScope }: ClarificationV1): Fault[] {
  return partFaults({
    pointer: '/body/widensScope',
    rule: 'clarification-scope',
    present: widensScope !== undefined,
    needed: false,
    allowed: type === 'ANSWER',
  });
}
