import { ReplaySessionV1, schemaOf } from '@holdfast/contracts';
import type { CoveringLog } from '../../../../apps/ledger/src/audit/replay/covering-logs.js';
import { ReplayQuery } from '../../../../apps/ledger/src/audit/replay/replay.controller.js';
import type { ReplayBasis, ReplayTerms } from '../../../../apps/ledger/src/audit/replay/replay.controller.js';
import { MESSAGE_ID } from '../answers.js';
import { answerSchema, list, text, whole } from '../fields.js';
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
