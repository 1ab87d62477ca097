import { text } from '../fields.js';
import { answer, jsonAnswer, operation, pathParameter } from '../operation.js';
import type { Paths } from '../operation.js';

const DOCUMENT = { type: 'object' };

/** These documents themselves. `names` are the schema files. */
export function documentPaths(names: readonly string[]): Paths {
  const name = pathParameter('name', { type: 'string', enum: [...names] }, 'File name of the schema.');
  return {
    '/openapi.json': {
      get: operation({
        id: 'openApi',
        tag: 'Documents',
        summary: 'This document',
        answers: { 200: jsonAnswer('OpenAPI 3.1.', DOCUMENT) },
        problems: [],
        isOpen: true,
      }),
    },
    '/asyncapi.json': {
      get: operation({
        id: 'asyncApi',
        tag: 'Documents',
        summary: 'The Kafka topics',
        answers: { 200: jsonAnswer('AsyncAPI 3.', DOCUMENT) },
        problems: [],
        isOpen: true,
      }),
    },
    '/schemas/{name}': {
      get: operation({
        id: 'messageSchema',
        tag: 'Documents',
        summary: 'JSON Schema of the messages of a kind',
        parameters: [name],
        answers: {
          200: answer('JSON Schema 2020-12.', { 'application/schema+json': { schema: DOCUMENT } }),
        },
        problems: [404],
        isOpen: true,
      }),
    },
  };
}

const READY = {
  type: 'object',
  properties: {
    ready: { type: 'boolean' },
    missing: { type: 'array', items: text('What is not ready.') },
  },
  required: ['ready', 'missing'],
};

/** For supervisors and Prometheus. */
export const healthPaths: Paths = {
  '/healthz': {
    get: operation({
      id: 'alive',
      tag: 'Health',
      summary: 'Whether the gateway answers at all',
      answers: {
        200: jsonAnswer('It does.', {
          type: 'object',
          properties: { alive: { const: true } },
          required: ['alive'],
        }),
      },
      problems: [],
      isOpen: true,
    }),
  },
  '/readyz': {
    get: operation({
      id: 'ready',
      tag: 'Health',
      summary: 'Whether the gateway can do its work',
      answers: { 200: jsonAnswer('It can.', READY), 503: jsonAnswer('It cannot; `missing` says why.', READY) },
      problems: [],
      isOpen: true,
    }),
  },
  '/metrics': {
    get: operation({
      id: 'metrics',
      tag: 'Health',
      summary: 'Prometheus metrics',
      answers: { 200: answer('The metrics.', { 'text/plain': { schema: text('Prometheus text format.') } }) },
      problems: [],
      isOpen: true,
    }),
  },
};
