import { hash } from 'node:crypto';
import { HEADER } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { canonical, KindUnknown, readJson } from '@holdfast/contracts';
import fc from 'fast-check';
import { example } from '../../../../libs/contracts/test/examples.js';
import { readSubmitted } from '../judge/submitted.js';
import { founded, gatewayKey, nothing, organisationMessage, record, SALT as salt } from '../../test/people.js';
import { assign } from './assign.js';
import { canonicalRecord, treeEntry } from './tree-entry.js';

type Message = RecordBatch['records'][number];

const FLAGS = 'holdfast.address-flags';
const ORGANISATIONS = 'holdfast.organisations';

function flag(reference: string, change: object = {}): Message {
  const { sender, ...minimal } = example('address-flag');
  return record(sender, { ...minimal, reference, body: { ...minimal.body, ...change } });
}

const assigned = (topic: string, records: Message[], known = nothing()) =>
  assign(
    records.map((each) => readSubmitted({ topic, partition: 0 }, each)),
    known,
  );

const outcome = (topic: string, each: Message, known = founded()) => {
  const [entry] = assigned(topic, [each], known).entries;
  return [entry?.status, entry?.reason];
};

it('gives each message the next index, finds resends, and records other content as conflict', () => {
  const records = [
    flag('1'),
    flag('2'),
    flag('1'),
    flag('1', { confidence: 1 }),
    flag('1', { confidence: 1 }),
    flag('3'),
  ];
  const { entries, duplicates } = assigned(FLAGS, records);
  expect(entries.map(({ index, status }) => `${index} ${status}`)).toEqual([
    '0 recorded',
    '1 recorded',
    '2 conflict',
    '3 recorded',
  ]);
  expect(duplicates.map(({ index }) => index)).toEqual([0, 2]);
});

it('gives the same entries whatever the borders of the batches', () => {
  const records = [flag('1'), flag('2'), flag('1'), flag('1', { confidence: 2 }), flag('4'), flag('2'), flag('5')];
  const whole = assigned(FLAGS, records).entries.map(({ treeEntry: bytes }) => bytes.toString('hex'));
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 4 }), (borders) => {
      const known = nothing();
      const cuts = [0, ...borders.toSorted((one, other) => one - other), records.length];
      const parts = cuts.slice(1).map((end, at) => records.slice(cuts[at], end));
      const entries = parts.flatMap((part) => assigned(FLAGS, part, known).entries);
      expect(entries.map(({ treeEntry: bytes }) => bytes.toString('hex'))).toEqual(whole);
    }),
  );
});

it('commits to the canonical record under the salt and shows nothing else', () => {
  const [entry] = assigned(FLAGS, [flag('1')]).entries;
  if (!entry) throw new Error('No entry');
  expect(entry.record).toBe(canonical(readJson(entry.record)));
  expect(entry.record).toBe(canonicalRecord(entry));
  expect(entry.treeEntry).toEqual(treeEntry(salt, entry.record));
  expect(entry.treeEntry).toHaveLength(33);
  expect(entry.treeEntry.subarray(1)).toEqual(
    hash('sha256', Buffer.concat([salt, Buffer.from(entry.record)]), 'buffer'),
  );
});

const acme = organisationMessage('acme', undefined);
const good = () => flag('good');
const changed = (change: Partial<Message>): Message => Object.assign(good(), change);
const withHeader = (name: string, value: string | Buffer): Message =>
  changed({ headers: { ...good().headers, [name]: value } });

it.each([
  ['is not JSON', FLAGS, () => changed({ value: Buffer.from('{') }), 'unreadable'],
  ['has no value', FLAGS, () => changed({ value: null }), 'unreadable'],
  [
    'has an id that does not recompute',
    FLAGS,
    () => ({ ...good(), value: Buffer.from(String(good().value).replace(/"messageId":"./, '"messageId":"f')) }),
    'unreadable',
  ],
  ['stands on the topic of another kind', 'holdfast.case-alerts', good, 'wrong-topic'],
  ['has the key of another sender', FLAGS, () => changed({ key: Buffer.from('demo-exchange-1') }), 'wrong-key'],
  ['has a short salt', FLAGS, () => withHeader(HEADER.salt, Buffer.alloc(31)), 'no-salt'],
  [
    'is spelled in another way',
    FLAGS,
    () => ({ ...good(), value: Buffer.from(` ${String(good().value)}`) }),
    'not-canonical',
  ],
  ['is the hub’s without signature', ORGANISATIONS, () => record('hub', acme), 'officer-required'],
  ['admits a member in a partner’s name', ORGANISATIONS, () => record('demo-police', acme), 'publisher'],
  [
    'changes the directory by a process’s key',
    ORGANISATIONS,
    () => record('hub', acme, [{ key: gatewayKey, by: 'partner' }]),
    'signature',
  ],
])('quarantines what %s', (_, topic, record, reason) => {
  expect(outcome(topic, record())).toEqual(['quarantined', reason]);
});

it('waits for a build that knows a newer kind instead of quarantining it', () => {
  const value = Buffer.from(String(good().value).replace(/"version":1\}$/, '"version":2}'));
  expect(() => outcome(FLAGS, changed({ value }))).toThrow(KindUnknown);
});
