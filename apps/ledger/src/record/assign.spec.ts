import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from 'node:crypto';
import { HEADER, submission } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { canonical, KindUnknown, readJson, seal, signContent } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import { newKey, publicJwkOf } from '@holdfast/platform';
import { projectRoot } from '@holdfast/services';
import fc from 'fast-check';
import { readSubmitted } from '../judge/submitted.js';
import { assign } from './assign.js';
import type { Known } from './assign.js';
import { canonicalRecord, treeEntry } from './tree-entry.js';

type Message = RecordBatch['records'][number];

const example = (kind: string) =>
  Object(readJson(readFileSync(join(projectRoot, 'libs/contracts/src/kinds', kind, 'minimal.json'))));
const salt = Buffer.alloc(32, 7);
const operator = newKey('operator-1');
const gateway = newKey('gateway-1');
const FLAGS = 'holdfast.address-flags';
const ORGANISATIONS = 'holdfast.organisations';

let offset = 0;
function kafkaRecord(value: Buffer, key: string, headers: Record<string, string | Buffer>): Message {
  return { key: Buffer.from(key), value, headers, offset: String(offset++), timestamp: '1776152400000', attributes: 0 };
}

function flag(reference: string, change: object = {}): Message {
  const minimal = example('address-flag');
  const { envelope, bytes } = seal({ ...minimal, reference, body: { ...minimal.body, ...change } }, 'demo-police');
  const { key, headers } = submission(envelope, bytes, salt);
  return kafkaRecord(bytes, key, headers);
}

function organisation(id: string, signers: SigningKey[], sender = 'hub'): Message {
  const keys = [
    { kid: operator.kid, jwk: publicJwkOf(operator) },
    { kid: gateway.kid, jwk: publicJwkOf(gateway), process: 'GATEWAY' },
  ];
  const minimal = example('organisation');
  const body = { ...minimal.body, id, ...(id === 'hub' ? { type: 'HUB', keys } : {}) };
  const message = { ...minimal, reference: `${id}/1`, body };
  const { contentHash } = seal(message, sender);
  const signatures = signers.map((signer) => signContent(contentHash, 'partner', signer));
  const { envelope, bytes } = seal(signers.length > 0 ? { ...message, signatures } : message, sender);
  return kafkaRecord(bytes, sender, submission(envelope, bytes, salt).headers);
}

const nothing = (): Known => ({ nextIndex: 0, hub: undefined, byId: new Map() });
const judge = (topic: string, records: Message[], known = nothing()) =>
  assign(
    records.map((record) => readSubmitted({ topic, partition: 0, records }, record)),
    known,
  );

function founded(): Known {
  const known = nothing();
  judge(ORGANISATIONS, [organisation('hub', [operator])], known);
  return known;
}

const outcome = (topic: string, record: Message, known = founded()) => {
  const [entry] = judge(topic, [record], known).entries;
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
  const { entries, duplicates } = judge(FLAGS, records);
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
  const whole = judge(FLAGS, records).entries.map(({ treeEntry: bytes }) => bytes.toString('hex'));
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 4 }), (borders) => {
      const known = nothing();
      const cuts = [0, ...borders.toSorted((one, other) => one - other), records.length];
      const parts = cuts.slice(1).map((end, at) => records.slice(cuts[at], end));
      const entries = parts.flatMap((part) => judge(FLAGS, part, known).entries);
      expect(entries.map(({ treeEntry: bytes }) => bytes.toString('hex'))).toEqual(whole);
    }),
  );
});

it('commits to the canonical record under the salt and shows nothing else', () => {
  const [entry] = judge(FLAGS, [flag('1')]).entries;
  if (!entry) throw new Error('No entry');
  expect(entry.record).toBe(canonical(readJson(entry.record)));
  expect(entry.record).toBe(canonicalRecord(entry));
  expect(entry.treeEntry).toEqual(treeEntry(salt, entry.record));
  expect(entry.treeEntry).toHaveLength(33);
  expect(entry.treeEntry.subarray(1)).toEqual(
    hash('sha256', Buffer.concat([salt, Buffer.from(entry.record)]), 'buffer'),
  );
});

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
  [
    'admits a member in a partner’s name',
    ORGANISATIONS,
    () => organisation('acme', [operator], 'demo-police'),
    'not-the-hub',
  ],
  ['is the hub’s without signature', ORGANISATIONS, () => organisation('acme', []), 'hub-signature'],
  [
    'is the hub’s by a key that it does not have',
    ORGANISATIONS,
    () => organisation('acme', [newKey('operator-1')]),
    'hub-signature',
  ],
  ['changes the directory by a process’s key', ORGANISATIONS, () => organisation('acme', [gateway]), 'hub-signature'],
])('quarantines what %s', (_, topic, record, reason) => {
  expect(outcome(topic, record())).toEqual(['quarantined', reason]);
});

it('accepts the directory from the hub by an operator, and its founding only as the very first entry', () => {
  expect(outcome(ORGANISATIONS, organisation('acme', [operator]))).toEqual(['recorded', undefined]);
  const known = nothing();
  judge(FLAGS, [flag('1')], known);
  expect(outcome(ORGANISATIONS, organisation('hub', [operator]), known)).toEqual(['quarantined', 'hub-signature']);
});

it('waits for a build that knows a newer kind instead of quarantining it', () => {
  const value = Buffer.from(String(good().value).replace(/"version":1\}$/, '"version":2}'));
  expect(() => outcome(FLAGS, changed({ value }))).toThrow(KindUnknown);
});
