import { ReplaySessionV1, schemaOf } from '@holdfast/contracts';
import type { CoveringLog } from '../../../../apps/ledger/src/audit/replay/covering-logs.js';
import { QuarantineQuery } from '../../../../apps/ledger/src/audit/quarantine/quarantine.controller.js';
import type { SetAside, SetAsidePage } from '../../../../apps/ledger/src/audit/quarantine/set-aside.js';
import { ReconcileQuery } from '../../../../apps/ledger/src/audit/reconcile/reconcile.controller.js';
import { ReplayQuery } from '../../../../apps/ledger/src/audit/replay/replay.controller.js';
import type { ReplayBasis, ReplayTerms } from '../../../../apps/ledger/src/audit/replay/replay.controller.js';
import type { AfterLoss } from '../../../../apps/ledger/src/tree/loss/after-loss.js';
import { HARMS } from '../../../../apps/ledger/src/tree/loss/lost-ranges.js';
import type { LostRange } from '../../../../apps/ledger/src/tree/loss/lost-ranges.js';
import { RolloverQuery } from '../../../../apps/ledger/src/tree/rollover/rollover.controller.js';
import type { RolledOver } from '../../../../apps/ledger/src/tree/rollover/rollover.controller.js';
import { MESSAGE_ID } from '../answers.js';
import { answerSchema, list, text, whole, words } from '../fields.js';
import { answer, jsonAnswer, operation, pathParameter, queryParameters } from '../operation.js';
import type { Paths } from '../operation.js';

const SESSION = pathParameter('session', MESSAGE_ID, 'The replay session.');
const FOR_OPERATORS = "For the hub's operators.";

const BASIS = answerSchema<ReplayBasis>('ReplayBasis', {
  policyVersion: text('Version of the rules.'),
  logSize: whole('Entries that are signed.'),
});

const LOG = answerSchema<CoveringLog>('CoveringLog', {
  origin: text('Name of the log.'),
  key: text('Line by which verifiers know its key.'),
  base: whole('Index of its first leaf.'),
  checkpoint: text('Signed note.'),
});

const TERMS = answerSchema<ReplayTerms>('ReplayTerms', {
  session: schemaOf(ReplaySessionV1),
  from: whole('First index of the span.'),
  to: whole('Last index of the span.'),
  logs: list(LOG, 'The logs that hold the span, each as it is signed now.'),
});

const SET_ASIDE = answerSchema<SetAside>(
  'SetAside',
  {
    index: whole('Place in the record.'),
    status: words(['conflict', 'quarantined'], 'Why it reaches nobody.'),
    reason: text('The rule that it broke.'),
    kind: text('The kind that it claims.'),
    sender: text('The sender that it claims.'),
    topic: text('Where it stood.'),
    partition: whole('Where it stood.'),
    offset: whole('Where it stood.'),
    acceptedAt: text('When; absent when the message was erased.'),
  },
  ['reason', 'kind', 'sender', 'acceptedAt'],
);

const SET_ASIDE_PAGE = answerSchema<SetAsidePage>('SetAsidePage', {
  items: list(SET_ASIDE, 'In the order of the record.'),
  next: whole('Where the next page begins.'),
  more: { type: 'boolean', description: 'Whether there is one.' },
});

const ROLLED_OVER = answerSchema<RolledOver>('RolledOver', {
  closed: {
    type: 'object',
    description: 'The log that was closed.',
    properties: { origin: text('Its name.'), size: whole('Its entries.') },
    required: ['origin', 'size'],
  },
  origin: text('Name of its successor.'),
});

const LOST_RANGE = answerSchema<LostRange>('LostRange', {
  from: whole('First index.'),
  to: whole('Last index.'),
  harm: words(
    HARMS,
    'No row is left; it is not what was signed; that cannot be told; it is here and no checkpoint covers it.',
  ),
});

const SKIPPED = answerSchema<AfterLoss['skipped'][number]>('SkippedRange', {
  topic: text('Kind topic.'),
  partition: whole('Partition.'),
  from: whole('First offset.'),
  end: whole('The offset after the last.'),
});

const AFTER_LOSS = answerSchema<AfterLoss>(
  'AfterLoss',
  {
    why: text('Why the ledger does not lead.'),
    log: text('Name of the log.'),
    signed: whole('Entries that its last checkpoint covers.'),
    published: { type: 'integer', minimum: -1, description: 'The largest index that was published, -1 for none.' },
    base: whole('First index of the successor.'),
    count: whole('How many indexes are lost.'),
    lost: list(LOST_RANGE, 'Which, at most a thousand ranges.'),
    skipped: list(SKIPPED, 'Offsets that were never recorded and that no broker holds any more.'),
    origin: text('Name of the successor, once it was started.'),
  },
  ['origin'],
);

const soundnessPaths: Paths = {
  '/v1/audit/reconciliations': {
    post: operation({
      id: 'reconcile',
      tag: 'Audit',
      summary: 'Holds the record against the kind topics',
      description: `${FOR_OPERATORS} Empty objects while it runs; the last line is the signed report, or a problem.`,
      parameters: queryParameters(ReconcileQuery),
      answers: { 200: answer('Lines.', { 'application/x-ndjson': { schema: text('A JSON object a line.') } }) },
      problems: [400, 401, 403, 429, 503],
    }),
  },
  '/v1/audit/quarantine': {
    get: operation({
      id: 'listQuarantine',
      tag: 'Audit',
      summary: 'Conflicts and what is quarantined',
      description: FOR_OPERATORS,
      parameters: queryParameters(QuarantineQuery),
      answers: { 200: jsonAnswer('A page; go on after `next`.', SET_ASIDE_PAGE) },
      problems: [400, 401, 403, 429, 503],
    }),
  },
  '/v1/audit/rollovers': {
    post: operation({
      id: 'rollOver',
      tag: 'Audit',
      summary: 'Closes the log with a last checkpoint and starts its successor',
      description: `${FOR_OPERATORS} With \`afterLoss\`, empty objects while every row is looked at, last what is lost or a problem.`,
      parameters: queryParameters(RolloverQuery),
      answers: {
        200: answer('What was closed and what goes on; after a loss, lines of which the last says what is lost.', {
          'application/json': { schema: ROLLED_OVER },
          'application/x-ndjson': { schema: AFTER_LOSS },
        }),
      },
      problems: [400, 401, 403, 404, 429, 503],
    }),
  },
};

const page = (id: string, summary: string) =>
  operation({
    id,
    tag: 'Audit',
    summary,
    description: `${FOR_OPERATORS} The first line says what the page covers, the others are its entries.`,
    parameters: [SESSION, ...queryParameters(ReplayQuery, ['session'])],
    answers: { 200: answer('A page.', { 'application/x-ndjson': { schema: text('A JSON object a line.') } }) },
    problems: [400, 401, 403, 404, 429, 503],
  });

/** What operators ask of the record. */
export const auditPaths: Paths = {
  ...soundnessPaths,
  '/v1/replays': {
    get: operation({
      id: 'replayBasis',
      tag: 'Audit',
      summary: 'What a replay that is asked for now rests on',
      description: FOR_OPERATORS,
      answers: { 200: jsonAnswer('Rules and size.', BASIS) },
      problems: [400, 401, 403, 429, 503],
    }),
  },
  '/v1/replays/{session}': {
    get: operation({
      id: 'replayTerms',
      tag: 'Audit',
      summary: 'The terms of an approved replay',
      description: FOR_OPERATORS,
      parameters: [SESSION],
      answers: { 200: jsonAnswer('What two operators agreed on.', TERMS) },
      problems: [400, 401, 403, 404, 429, 503],
    }),
  },
  '/v1/replays/{session}/entries': {
    get: page('readReplay', 'A page of an approved replay to a file'),
    post: page('writeReplay', 'A page of an approved replay to a topic, once the topic holds it'),
  },
};
