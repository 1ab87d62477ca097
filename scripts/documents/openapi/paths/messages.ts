import type { JsonSchema } from '@holdfast/contracts';
import type { MessageExample } from '../../examples.js';
import { MESSAGE_ID, MESSAGE_STATUS, PROPOSAL, SUBMISSION, UPLOAD_ANSWER } from '../answers.js';
import { list, text } from '../fields.js';
import { answer, jsonAnswer, operation, pathParameter } from '../operation.js';
import type { Paths } from '../operation.js';

const STATUS_REQUEST = {
  type: 'object',
  properties: { messageIds: { type: 'array', items: MESSAGE_ID, minItems: 1, maxItems: 1000 } },
  required: ['messageIds'],
  additionalProperties: false,
};

const answerOf = (name: string, items: JsonSchema, about: string): JsonSchema => ({
  type: 'object',
  properties: { [name]: list(items, about) },
  required: [name],
});

/** Sending messages, and asking what became of them. `examples` are of kinds that come through the door. */
export function messagePaths(examples: readonly MessageExample[]): Paths {
  const body = messageBody(examples);
  return {
    '/v1/messages': { post: submit(body, examples) },
    '/v1/proposals': { post: propose(body) },
    ...statusPaths,
  };
}

function submit(body: Record<string, JsonSchema>, [example]: readonly MessageExample[]): JsonSchema {
  const messageIds = [example?.recorded.messageId];
  const accepted = { accepted: 1, refused: 0, refusals: [], messageIds, durableThrough: 1 };
  return operation({
    id: 'submitMessages',
    tag: 'Messages',
    summary: 'Sends one message, or many as lines',
    description:
      '202 means that every replica holds what is called accepted: it will be recorded. Lines are judged one by one. ' +
      'On 503 the answer carries what 202 carries: send the lines after `durableThrough` again; a message that is ' +
      'sent twice is recorded once. What a person answers for is sent with signatures over the hash that ' +
      '`/v1/proposals` gives; the examples are unsigned.',
    body,
    answers: { 202: jsonAnswer('What was accepted, and what was refused, where and why.', UPLOAD_ANSWER, accepted) },
    problems: [400, 401, 413, 415, 429, 503],
  });
}

function propose(body: Record<string, JsonSchema>): JsonSchema {
  return operation({
    id: 'proposeMessages',
    tag: 'Messages',
    summary: 'What an officer would sign; publishes nothing',
    description: 'The same inputs as for a submission, up to 4 MiB, without signatures.',
    body,
    answers: {
      200: jsonAnswer('One proposal a line.', answerOf('proposals', PROPOSAL, 'In the order of the input.')),
    },
    problems: [400, 401, 413, 415, 429, 503],
  });
}

const PREFER = {
  name: 'Prefer',
  in: 'header',
  description:
    '`wait=10` waits up to ten seconds until it is recorded and signed (RFC 7240); more than 20 waits of a member at once are answered 429.',
  schema: { type: 'string' },
};

const statusPaths: Paths = {
  '/v1/messages/{messageId}': {
    get: operation({
      id: 'messageStatus',
      tag: 'Messages',
      summary: 'What became of a message of your own',
      parameters: [pathParameter('messageId', MESSAGE_ID, 'The message.')],
      answers: { 200: jsonAnswer('Its entries in the record.', MESSAGE_STATUS) },
      problems: [400, 401, 404, 429, 503],
    }),
  },
  '/v1/messages/{messageId}/receipt': {
    get: operation({
      id: 'messageReceipt',
      tag: 'Messages',
      summary: 'The proof that a message of your own is recorded',
      description: 'A C2SP tlog-proof that verifies offline; its extra line opens what the tree commits to.',
      parameters: [pathParameter('messageId', MESSAGE_ID, 'The message.'), PREFER],
      answers: { 200: answer('The receipt.', { 'text/plain': { schema: text('c2sp.org/tlog-proof@v1.') } }) },
      problems: [400, 401, 404, 429, 503],
    }),
  },
  '/v1/messages/status': {
    post: operation({
      id: 'messageStatuses',
      tag: 'Messages',
      summary: 'The same for up to a thousand messages',
      body: { 'application/json': { schema: STATUS_REQUEST } },
      answers: { 200: jsonAnswer('One for each id.', answerOf('messages', MESSAGE_STATUS, 'In the order asked for.')) },
      problems: [400, 401, 413, 415, 429, 503],
    }),
  },
};

function messageBody(examples: readonly MessageExample[]): Record<string, JsonSchema> {
  const references = examples.map(({ id }) => [id, { $ref: `#/components/examples/${id}` }]);
  const lines = examples.slice(0, 2).map(({ sent }) => `${JSON.stringify(sent)}\n`);
  return {
    'application/json': { schema: SUBMISSION, examples: Object.fromEntries(references) },
    'application/x-ndjson': {
      schema: text('Messages, one JSON object a line, 768 KiB a line at most.'),
      example: lines.join(''),
    },
  };
}
