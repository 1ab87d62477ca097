import { schemaOf } from '@holdfast/contracts';
import { EntriesQuery } from '../../../../apps/delivery/src/entries/entries-query.js';
import { FeedQuery } from '../../../../apps/delivery/src/feed/feed-query.js';
import { DirectoryQuery } from '../../../../apps/gateway/src/access/directory.controller.js';
import { SignedQuery } from '../../../../apps/ledger/src/status/signed.controller.js';
import type { MessageExample } from '../../examples.js';
import { DIRECTORY_ITEM, MORE, PAGE, SIGNED_MESSAGE } from '../answers.js';
import { list, text } from '../fields.js';
import { answer, jsonAnswer, operation, pathParameter, queryParameters } from '../operation.js';
import type { Paths } from '../operation.js';

const { kid } = Object(schemaOf(SignedQuery).properties);

const LAST_EVENT = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'Position of the last event that the client had; outweighs `after`.',
  schema: { type: 'string' },
};

/** What a partner may read: the feed, and the directory as it stands. */
export function readingPaths([example]: readonly MessageExample[]): Paths {
  const acceptedAt = '2026-04-14T07:40:01.000Z';
  const item = { position: 7, index: 7, acceptedAt, envelope: example?.recorded };
  const event = `id: 7\nevent: ${example?.kind.name}\ndata: ${JSON.stringify(item)}\n\n`;
  return {
    '/v1/entries': {
      get: operation({
        id: 'readEntries',
        tag: 'Feed',
        summary: 'What you may read after a position, as a page',
        parameters: queryParameters(EntriesQuery),
        answers: { 200: jsonAnswer('A page; go on after `next`.', PAGE, { items: [item], next: 7, more: false }) },
        problems: [400, 401, 403, 429, 503],
      }),
    },
    '/v1/feed': {
      get: operation({
        id: 'followFeed',
        tag: 'Feed',
        summary: 'The same as a stream that stays open',
        description: 'Server-sent events: `id` is the position, `event` the kind, `data` an item of `/v1/entries`.',
        parameters: [...queryParameters(FeedQuery), LAST_EVENT],
        answers: {
          200: answer('The stream.', { 'text/event-stream': { schema: text('Events.'), example: event } }),
        },
        problems: [400, 401, 403, 429, 503],
      }),
    },
    ...directoryPaths,
  };
}

const directoryPaths: Paths = {
  '/v1/directory': {
    get: operation({
      id: 'readDirectory',
      tag: 'Directory',
      summary: 'Members, officers and profiles as they are in force',
      parameters: queryParameters(DirectoryQuery),
      answers: {
        200: jsonAnswer('Every object that you may read.', {
          type: 'object',
          properties: {
            items: list(DIRECTORY_ITEM, 'Each as its latest version that is in force, by key; at most 1,000.'),
            more: MORE,
          },
          required: ['items', 'more'],
        }),
      },
      problems: [400, 401, 404, 429, 503],
    }),
  },
  '/v1/keys/{kid}/messages': {
    get: operation({
      id: 'messagesSignedBy',
      tag: 'Directory',
      summary: 'What a key of your organisation has signed',
      description: 'For officers: all that a compromise of the key puts in doubt. Go on after the last `index`.',
      parameters: [pathParameter('kid', kid, 'The key.'), ...queryParameters(SignedQuery, ['kid'])],
      answers: {
        200: jsonAnswer('The messages, oldest first.', {
          type: 'object',
          properties: { messages: list(SIGNED_MESSAGE, 'In the order of the record.'), more: MORE },
          required: ['messages', 'more'],
        }),
      },
      problems: [400, 401, 403, 429, 503],
    }),
  },
};
