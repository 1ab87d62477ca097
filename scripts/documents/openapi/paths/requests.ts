import { Amount, CLOCKS, HoldEventV1, PRIORITIES, REQUEST_TYPES, schemaOf, TargetAnswer } from '@holdfast/contracts';
import type { JsonSchema } from '@holdfast/contracts';
import type { Clock } from '../../../../apps/desk/src/clocks/clock.js';
import type { Hold } from '../../../../apps/desk/src/holds/hold.js';
import { LEG_STATES } from '../../../../apps/desk/src/legs/leg.js';
import type { TargetResult } from '../../../../apps/desk/src/legs/leg.js';
import type { LegView, LookupView, RequestView } from '../../../../apps/desk/src/requests/read/request-view.js';
import { RequestsQuery } from '../../../../apps/desk/src/requests/read/requests-query.js';
import type { RequestsPage } from '../../../../apps/desk/src/requests/read/requests.controller.js';
import { REQUEST_STATUS } from '../../../../apps/desk/src/requests/state/request.js';
import { MESSAGE_ID } from '../answers.js';
import { answerSchema, described, list, moment, text, whole, words, yesOrNo } from '../fields.js';
import { jsonAnswer, operation, pathParameter, queryParameters } from '../operation.js';
import type { Paths } from '../operation.js';

const answered = Object(schemaOf(TargetAnswer).properties);
const event = Object(schemaOf(HoldEventV1).properties);

const byKey = (description: string, each: JsonSchema): JsonSchema => ({
  type: 'object',
  description,
  additionalProperties: each,
});

const SPAN: JsonSchema = {
  type: 'object',
  properties: { from: moment('Since when.'), to: moment('Until when.') },
  required: ['from', 'to'],
};

const CLOCK = answerSchema<Clock>(
  'Clock',
  {
    startedAt: moment('When it was started.'),
    dueAt: moment('When it runs out, every pause so far added and no outage.'),
    pausedMs: whole('How long it has been paused, in milliseconds.'),
    pauses: list(SPAN, 'The pauses that ended.'),
    pausedSince: moment('Since when it is paused.'),
    stoppedAt: moment('When it stopped.'),
    said: list(words(['HALF', 'EIGHTY', 'BREACH'], 'How far it came.'), 'What was said of it.'),
  },
  ['pausedSince', 'stoppedAt'],
);

const RESULT = answerSchema<TargetResult>(
  'TargetResult',
  {
    outcome: answered.outcome,
    reasonCode: answered.reasonCode,
    holdId: described(MESSAGE_ID, 'The hold that the answer tells of.'),
  },
  ['reasonCode', 'holdId'],
);

const RESULTS = byKey('What was said of each target, by its id in the request.', RESULT);

const LEG = answerSchema<LegView>(
  'Leg',
  {
    recipient: text('Whose part it is.'),
    state: words(LEG_STATES, 'How far it has come.'),
    clocks: byKey(`By name: ${CLOCKS.join(', ')}.`, CLOCK),
    results: RESULTS,
    answers: list(
      {
        type: 'object',
        properties: {
          id: MESSAGE_ID,
          index: whole('Its index.'),
          at: moment('When it was accepted.'),
          final: yesOrNo('Whether nothing more will come.'),
        },
        required: ['id', 'index', 'at', 'final'],
      },
      'The messages that answered.',
    ),
    rounds: whole('Rounds of questions so far.'),
    nextUpdateBy: moment('By when the recipient says more.'),
  },
  ['nextUpdateBy'],
);

const HOLD = answerSchema<Hold>(
  'HoldNow',
  {
    holdId: MESSAGE_ID,
    holder: text('Who holds.'),
    targetId: text('Which target of the request.'),
    state: event.state,
    said: {
      type: 'object',
      description: 'As its last event said.',
      properties: {
        effectiveAt: event.effectiveAt,
        heldAmount: schemaOf(Amount),
        shortfall: schemaOf(Amount),
        expiresAt: event.expiresAt,
        onchain: { type: 'object', description: 'On the issuer path: what was done on the chain.' },
      },
    },
    endsAt: moment('When it ends by itself.'),
    endRule: text('Why it ends then.'),
    events: list({ type: 'object', description: 'Id, index, time and state.' }, 'Every event that counted.'),
    extensions: byKey('New ends that were ordered, by the request for it.', moment('The end.')),
    releaseDueSince: moment('Since when it is to be let go.'),
    releasedAt: moment('When its holder said that it did.'),
  },
  ['endsAt', 'endRule', 'releaseDueSince', 'releasedAt'],
);

const LOOKUP = answerSchema<LookupView>('LookupResult', {
  responsible: list(
    {
      type: 'object',
      properties: { partner: text('Its id.'), legalName: text('Its name.'), results: RESULTS },
      required: ['partner', 'results'],
    },
    'Who controls or controlled something that was asked about.',
  ),
  timedOut: list(text('Id of a partner.'), 'Who did not answer in time.'),
  asked: whole('How many were asked.'),
  open: whole('How many may still answer.'),
});

const REQUEST = answerSchema<RequestView>(
  'Request',
  {
    requestId: MESSAGE_ID,
    index: whole('Its index in the record.'),
    version: whole('Index of the entry that changed it last.'),
    kind: words(['enforcement-request', 'lead-pack'], 'Its kind.'),
    requestType: words(REQUEST_TYPES, 'What is asked.'),
    priority: words(PRIORITIES, 'How fast.'),
    sender: text('Who asks.'),
    reference: text("Its sender's own number."),
    caseNumber: text("Its sender's case."),
    status: words(REQUEST_STATUS, 'Where it stands before its legs, and how it ended for all of them.'),
    generation: whole('The generation in force.'),
    acceptedAt: moment('When the hub took it.'),
    submittedAt: moment('When the last approval that it needed was taken.'),
    approvals: list({ type: 'object', description: 'Role and time.' }, 'Approvals that count.'),
    heldBack: text('The rule by which it waits for two operators.'),
    unroutable: list(text('Id of a partner.'), 'Named recipients who were no verified members.'),
    lookup: LOOKUP,
    legs: list(LEG, 'A leg for each recipient; a recipient sees its own.'),
    holds: list(HOLD, 'What is held under it.'),
  },
  [
    'requestType',
    'priority',
    'reference',
    'caseNumber',
    'submittedAt',
    'approvals',
    'heldBack',
    'unroutable',
    'lookup',
  ],
);

const PAGE = answerSchema<RequestsPage>('RequestsPage', {
  items: list(REQUEST, 'The oldest first.'),
  next: whole('Give this as `after` for the following page.'),
  more: yesOrNo('Whether there is one.'),
});

const ID = pathParameter('requestId', MESSAGE_ID, 'The request.');
const KNOWN = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the last answer: 304 when nothing has changed since.',
  schema: { type: 'string' },
};

/** What is true now of requests. */
export const requestPaths: Paths = {
  '/v1/requests': {
    get: operation({
      id: 'listRequests',
      tag: 'Requests',
      summary: 'Requests that the caller takes part in, as they stand now',
      parameters: queryParameters(RequestsQuery),
      answers: { 200: jsonAnswer('A page.', PAGE) },
      problems: [400, 401, 403, 429, 503],
    }),
  },
  '/v1/requests/{requestId}': {
    get: operation({
      id: 'getRequest',
      tag: 'Requests',
      summary: 'A request as it stands now',
      description: 'Its sender sees all of it, a recipient its own leg; for everybody else it is not there.',
      parameters: [ID, KNOWN],
      answers: {
        200: jsonAnswer('As it stands; the ETag is its version.', REQUEST),
        304: { description: 'Unchanged.' },
      },
      problems: [401, 403, 404, 429, 503],
    }),
  },
};
