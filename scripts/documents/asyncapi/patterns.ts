import { HEADER, parkedTopic } from '@holdfast/bus';
import type { Channel } from './channel.js';
import { headersSchema } from './headers.js';
import type { Messages } from './messages.js';
import { placeOf } from './topics.js';

const DAY_MS = 86_400_000;
const RESERVED = 'Reserved: this version creates none yet.';
const KEPT_A_WEEK = { 'cleanup.policy': 'delete', 'retention.ms': String(7 * DAY_MS) };

/** The topics of which there are many. */
export function patternChannels(messages: Messages): [string, Channel][] {
  return [
    ['out', outChannel(messages)],
    ['flags', flagsChannel(messages)],
    ['parked', parkedChannel()],
    ['replay', replayChannel()],
  ];
}

function outChannel({ anyMessage }: Messages): Channel {
  return {
    address: 'holdfast.out.{partner}',
    about: `What one partner may read, in the order of its positions; nobody else reads it. ${RESERVED}`,
    does: { action: 'send', summary: 'Delivery publishes what became visible to the partner.' },
    parameters: { partner: 'Id of the partner.' },
    partitions: 1,
    settings: KEPT_A_WEEK,
    messages: {
      item: {
        title: 'An item',
        summary: 'A message that the partner may read, as it was recorded.',
        key: 'The position, as decimal digits.',
        headers: headersSchema(['id', 'source', 'type', 'specVersion', 'contentType', 'index']),
        payload: anyMessage,
      },
    },
  };
}

function flagsChannel({ kinds, payloadOf }: Messages): Channel {
  const headers = headersSchema(['id', 'source', 'type', 'specVersion', 'contentType', 'index']);
  const key = 'The flag: the messageId of its first version.';
  return {
    address: 'holdfast.flags.{audience}',
    about: `The flags in force for one audience; a flag that ends is removed. ${RESERVED}`,
    does: { action: 'send', summary: 'Delivery publishes each version of a flag, and a tombstone at its end.' },
    parameters: { audience: 'A group of members, or `members` for all.' },
    partitions: 1,
    settings: { 'cleanup.policy': 'compact' },
    messages: {
      flag: {
        title: 'A flag in force',
        summary: 'The version of the flag that is in force.',
        key,
        headers,
        payload: { oneOf: kinds.filter(({ name }) => name === 'address-flag').map(payloadOf) },
      },
      ended: {
        title: 'A flag that ended',
        summary: 'A tombstone: forget the flag.',
        key,
        headers: { type: 'object' },
        payload: { type: 'null' },
      },
    },
  };
}

const PARKED_HEADERS = {
  'holdfast-topic': 'Topic of the record that was left.',
  'holdfast-partition': 'Its partition.',
  'holdfast-offset': 'Its offset.',
  'holdfast-reason': 'Code of the error.',
  [HEADER.index]: 'Place in the record; empty where the record has none.',
};

function parkedChannel(): Channel {
  const said = Object.entries(PARKED_HEADERS).map(([name, description]) => [name, { type: 'string', description }]);
  return {
    address: parkedTopic('{consumer}'),
    about: 'Where a consumer leaves what it can never handle: the place and the reason, never the bytes.',
    does: { action: 'send', summary: 'A consumer leaves a record for the operators.' },
    parameters: { consumer: 'The process that could not handle it.' },
    ...placeOf(parkedTopic('delivery')),
    messages: {
      parked: {
        title: 'A record that was left',
        summary: 'Where it stands and why it was left.',
        key: 'The topic of the record.',
        headers: { type: 'object', properties: Object.fromEntries(said), required: Object.keys(PARKED_HEADERS) },
        payload: { type: 'null' },
      },
    },
  };
}

function replayChannel(): Channel {
  return {
    address: 'holdfast.replay.{session}',
    about: 'A part of the record again, for an audit that a second operator approved.',
    does: { action: 'send', summary: 'The ledger publishes the entries of the session.' },
    parameters: { session: 'The messageId of the replay session.' },
    partitions: 1,
    settings: KEPT_A_WEEK,
    messages: {
      line: {
        title: 'A line of the replay',
        summary: 'An entry, a tombstone of an erased one, or what was left out and why.',
        key: 'Empty: the replay has one order.',
        headers: headersSchema(['index']),
        payload: { type: 'object', properties: { index: { type: 'integer' } }, required: ['index'] },
      },
    },
  };
}
