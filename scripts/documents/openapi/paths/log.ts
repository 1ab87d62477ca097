import type { JsonSchema } from '@holdfast/contracts';
import { text, whole } from '../fields.js';
import { answer, jsonAnswer, operation, pathParameter } from '../operation.js';
import type { Paths } from '../operation.js';

const NUMBER = pathParameter('number', { type: 'string', pattern: '^[0-9]{1,4}$' }, 'Which log of the chain.');
const TILE = pathParameter('path', { type: 'string' }, 'The rest of the path, with slashes: level, index, width.');

const plain = (about: string): JsonSchema => answer(about, { 'text/plain': { schema: text(about) } });
const bytes = answer('The tile or bundle.', {
  'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } },
});

const LOGS = {
  type: 'object',
  properties: {
    logs: {
      type: 'array',
      description: 'The oldest first; the last one is written now.',
      items: {
        type: 'object',
        properties: {
          path: text('Below this path the log is served.'),
          origin: text('The name in its checkpoints.'),
          base: whole('Index of its first leaf.'),
          closed: { type: 'boolean', description: 'Whether its last checkpoint is signed.' },
          lost: {
            type: 'array',
            description: 'Indexes that were lost when it was closed; absent where none were.',
            items: {
              type: 'object',
              properties: { from: whole('First index.'), to: whole('Last index.') },
              required: ['from', 'to'],
            },
          },
        },
        required: ['path', 'origin', 'base', 'closed'],
      },
    },
  },
  required: ['logs'],
};

const checkpoint = (id: string, parameters: JsonSchema[]) => ({
  get: operation({
    id,
    tag: 'Ledger',
    summary: 'The signed tree head (C2SP tlog-checkpoint)',
    parameters,
    answers: { 200: plain('A signed note.') },
    problems: [404, 429, 503],
    isOpen: true,
  }),
});

const key = (id: string, parameters: JsonSchema[]) => ({
  get: operation({
    id,
    tag: 'Ledger',
    summary: 'The verifier key line of the log',
    description: 'Convenient and no proof: who verifies has the key from elsewhere.',
    parameters,
    answers: { 200: plain('Name, key id and key (C2SP signed-note).') },
    problems: [404, 429, 503],
    isOpen: true,
  }),
});

const tile = (id: string, parameters: JsonSchema[]) => ({
  get: operation({
    id,
    tag: 'Ledger',
    summary: 'A tile or a bundle of entries (C2SP tlog-tiles)',
    description: 'For members; for everybody where the hub is configured so.',
    parameters,
    answers: { 200: bytes },
    problems: [401, 404, 429, 503],
  }),
});

/** The record as verifiers read it. */
export const logPaths: Paths = {
  '/ledger/checkpoint': checkpoint('checkpoint', []),
  '/ledger/key': key('logKey', []),
  '/ledger/logs': {
    get: operation({
      id: 'logs',
      tag: 'Ledger',
      summary: 'The chain of logs',
      answers: { 200: jsonAnswer('Every log.', LOGS) },
      problems: [429, 503],
      isOpen: true,
    }),
  },
  '/ledger/tile/{path}': tile('tile', [TILE]),
  '/ledger/{number}/checkpoint': checkpoint('checkpointOf', [NUMBER]),
  '/ledger/{number}/key': key('logKeyOf', [NUMBER]),
  '/ledger/{number}/tile/{path}': tile('tileOf', [NUMBER, TILE]),
};
