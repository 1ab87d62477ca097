import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { uniqueFaults } from '../../shapes/faults.js';
import { RecipientProfileV1 } from './recipient-profile.v1.js';

export const recipientProfile = kind({
  name: 'recipient-profile',
  version: 1,
  plural: 'recipient-profiles',
  about: 'What a partner asks of requests, how fast it answers them, and whom to call.',
  body: RecipientProfileV1,
  publishers: PARTNERS,
  officers: () => 1,
  roles: ['ADMINISTRATOR'],
  paired: true,
  gated: false,
  directoryKey: ({ body }) => `recipient-profile/${body.partner}`,
  rules: ({ sender, body }) => [...belongingFaults(sender, body), ...repeats(body), ...answerFaults(body)],
});

function belongingFaults(sender: string, { partner }: RecipientProfileV1): Fault[] {
  if (sender === partner) return [];
  return [{ pointer: '/body/partner', rule: 'recipient-partner', message: 'is not the sender' }];
}

function repeats({ accepts, answersIn }: RecipientProfileV1): Fault[] {
  return Object.entries({ accepts, answersIn }).flatMap(([list, items]) => {
    const types = items.map(({ requestType }) => requestType);
    return uniqueFaults(types, (at) => `/body/${list}/${at}`, 'recipient-repeat');
  });
}

/** A time for what is never answered would be a promise that nobody can keep. */
function answerFaults({ accepts, answersIn }: RecipientProfileV1): Fault[] {
  const accepted = new Set(accepts.map(({ requestType }) => requestType));
  const message = 'is not among the types of request that are accepted';
  return answersIn.flatMap(({ requestType }, at) =>
    accepted.has(requestType)
      ? []
      : [{ pointer: `/body/answersIn/${at}/requestType`, rule: 'recipient-answer', message }],
  );
}
