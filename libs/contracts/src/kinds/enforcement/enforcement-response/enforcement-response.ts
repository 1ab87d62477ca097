import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HOLDERS } from '../../publishers.js';
import { partFaults, uniqueFaults } from '../../shapes/faults.js';
import { periodFaults } from '../../shapes/period.js';
import { answerFaults } from './answer-faults.js';
import { disclosureFaults } from './disclosure.js';
import { EnforcementResponseV1 } from './enforcement-response.v1.js';

const DISCLOSED = new Set(['DISCLOSED', 'PARTIALLY_DISCLOSED']);

export const enforcementResponse = kind({
  name: 'enforcement-response',
  version: 1,
  plural: 'enforcement-responses',
  about: 'A recipient answers a request, target by target, until an answer is final.',
  body: EnforcementResponseV1,
  publishers: HOLDERS,
  officers: ({ body }) => (body.disclosure ? 2 : 0),
  roles: ['RESPONDER'],
  gated: false,
  target: ({ body }) => body.requestId,
  rules: (envelope) => [
    ...responderFaults(envelope),
    ...targetFaults(envelope),
    ...completenessFaults(envelope.body),
    ...scopeFaults(envelope.body),
    ...packageFaults(envelope),
    ...updateFaults(envelope),
  ],
});

/** Nobody answers for another: a leg is closed by its own recipient. */
function responderFaults({ sender, body }: Envelope<EnforcementResponseV1>): Fault[] {
  if (body.responder === sender) return [];
  return [{ pointer: '/body/responder', rule: 'response-responder', message: 'is not the sender' }];
}

function targetFaults({ occurredAt, body }: Envelope<EnforcementResponseV1>): Fault[] {
  const { requestType, perTarget } = body;
  return perTarget.flatMap((answer, at) =>
    answerFaults(answer, { requestType, occurredAt, pointer: `/body/perTarget/${at}` }),
  );
}

/** Every target of a final answer has an outcome; of a subject list only the matches are named. */
function completenessFaults({ requestType, targetCount, final, perTarget }: EnforcementResponseV1): Fault[] {
  const ids = perTarget.map(({ targetId }) => targetId);
  const faults = uniqueFaults(ids, (at) => `/body/perTarget/${at}/targetId`, 'response-target-unique');
  const answered = new Set(ids).size;
  const isShort = final && requestType !== 'SUBJECT_LIST' && answered < targetCount;
  if (answered <= targetCount && !isShort) return faults;
  const message = 'has an outcome for each target of the request, where final, and never for more';
  return [...faults, { pointer: '/body/perTarget', rule: 'response-complete', message }];
}

/** That nothing was found counts for something once it says where was looked. */
function scopeFaults({ final, perTarget, searchScope }: EnforcementResponseV1): Fault[] {
  const faults = partFaults({
    pointer: '/body/searchScope',
    rule: 'response-scope',
    present: searchScope !== undefined,
    needed: final && perTarget.some(({ outcome }) => outcome === 'NO_MATCH'),
    allowed: true,
  });
  if (searchScope) faults.push(...periodFaults(searchScope, '/body/searchScope', 'response-scope-period'));
  return faults;
}

/** What was disclosed is in a package, and a package is there only when something was disclosed. */
function packageFaults({ occurredAt, body }: Envelope<EnforcementResponseV1>): Fault[] {
  const { disclosure, perTarget } = body;
  return [
    ...partFaults({
      pointer: '/body/disclosure',
      rule: 'response-disclosure',
      present: disclosure !== undefined,
      needed: perTarget.some(({ outcome }) => DISCLOSED.has(outcome)),
    }),
    ...(disclosure ? disclosureFaults(disclosure, occurredAt) : []),
  ];
}

function updateFaults({ occurredAt, body: { final, nextUpdateBy } }: Envelope<EnforcementResponseV1>): Fault[] {
  if (nextUpdateBy === undefined || (!final && nextUpdateBy > occurredAt)) return [];
  const message = 'must be after occurredAt, and absent where the response is final';
  return [{ pointer: '/body/nextUpdateBy', rule: 'response-update', message }];
}
