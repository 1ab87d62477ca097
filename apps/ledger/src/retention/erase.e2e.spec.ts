import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEADER } from '@holdfast/bus';
import { readJson, seal } from '@holdfast/contracts';
import { findPostgres } from '@holdfast/services';
import { dumpOf } from '../../test/dump.js';
import { example } from '../../../../libs/contracts/test/examples.js';
import { gatewayKey, kafkaRecord, ledgerKey, record } from '../../test/people.js';
import { TestLedger, testMac } from '../../test/test-ledger.js';
import { erasureRecord, flagRecord, traffic } from '../../test/traffic.js';
import { statusOf } from '../status/messages.js';
import { edgeAt } from '../tree/tiles/edge-at.js';
import { KeepRetention } from './keep-retention.js';
import { retentionMessage } from './retention-message.js';

const FLAGS = 'holdfast.address-flags';
const ERASURES = 'holdfast.erasures';
const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let postgres: Awaited<ReturnType<typeof findPostgres>>;
const opened: TestLedger[] = [];

/** A ledger on which a hub was founded and some flags were recorded. */
async function ledger(): Promise<TestLedger> {
  const fresh = await TestLedger.open(postgres.url, `erase_${opened.length}`);
  opened.push(fresh);
  for (const { topic, record: each } of traffic(4)) await fresh.record(topic, each);
  return fresh;
}

beforeAll(async () => {
  postgres = await findPostgres({ home });
}, 120_000);

afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

const secret = flagRecord('secret', {}, { case: { number: 'ZZ-2026-SECRET' } });
const { envelope, contentHash } = seal(Object(readJson(secret.value ?? '')), 'demo-police');
const { sender, messageId } = envelope;
const status = async (of: TestLedger) =>
  (await statusOf({ database: of.database, mac: testMac }, sender, [messageId]))[0]?.status;

const hex = (text: string) => Buffer.from(text).toString('hex');

/** What somebody who knows the message could look for: what it says, its id, its hashes. A dump shows bytes in hex. */
const traces = [
  hex('ZZ-2026-SECRET'),
  messageId,
  messageId.replaceAll('-', ''),
  hex(messageId),
  contentHash.toString('hex'),
  hash('sha256', secret.value ?? ''),
  hash('sha256', messageId),
  hash('sha256', String(Object(envelope.body).address.address)),
];

it('leaves nothing of an erased message that could be read or matched, keeps its proof, and knows its resend', async () => {
  const on = await ledger();
  const before = await dumpOf(on.database);
  const first = await on.record(FLAGS, secret);
  const { entries } = await on.record(FLAGS, { ...flagRecord('secret', { confidence: 7 }), offset: '70000' });
  expect(entries[0]?.status).toBe('conflict');
  const full = await dumpOf(on.database);
  expect(traces.filter((trace) => full.includes(trace)).length).toBeGreaterThanOrEqual(4);
  expect(await status(on)).toBe('known');

  const targets = [...first.entries, ...entries].map(({ index }) => index);
  const erasing = await on.record(ERASURES, erasureRecord({ targets }));
  expect(erasing.entries[0]?.erases).toEqual(targets);
  const after = await dumpOf(on.database);
  expect(traces.filter((trace) => before.includes(trace) || after.includes(trace))).toEqual([]);

  const { tree, log } = on.state;
  expect((await edgeAt(on.database, log, tree.size)).root()).toEqual(tree.root());
  expect(await status(on)).toBe('erased');
  const resent = await on.record(FLAGS, { ...secret, offset: '70001' }, { ...flagRecord('secret'), offset: '70002' });
  expect([resent.entries.length, resent.duplicates.length]).toEqual([0, 2]);
}, 60_000);

/** A flag of the example's sender or of another, under a case number. */
const ofCase = (reference: string, number: string, by = 'demo-police') => {
  const { sender: _police, ...flag } = example('address-flag');
  return record(by, { ...flag, reference, case: { number } });
};

it('erases the case of a sender and what answers it, and nothing of another case or of another’s under its number', async () => {
  const on = await ledger();
  const { sender: by, ...assessment } = example('flag-assessment');
  const answering = { ...assessment, body: { ...assessment.body, flagId: messageId } };
  const { entries: kept } = await on.record(
    FLAGS,
    ofCase('other', 'ZZ-2026-OTHER'),
    ofCase('same number', 'ZZ-2026-SECRET', 'demo-treasury'),
  );
  const { entries: own } = await on.record(FLAGS, secret);
  const { entries: answers } = await on.record(
    'holdfast.flag-assessments',
    record(by, { ...answering, case: { number: 'ZZ-2026-SECRET' } }),
    record(by, { ...answering, reference: 'of no case' }),
  );
  const { entries } = await on.record(
    ERASURES,
    erasureRecord({ scope: 'CASE', targets: undefined, sender }, { case: { number: 'ZZ-2026-SECRET' } }),
  );
  expect(entries[0]?.erases).toEqual([own[0]?.index, answers[0]?.index]);
  const left = await on.column<string>('SELECT index AS value FROM body');
  expect(left.map(Number)).toEqual(expect.arrayContaining([...kept, ...answers.slice(1)].map(({ index }) => index)));
  expect(await status(on)).toBe('erased');
}, 60_000);

it('erases neither what every signature is judged by nor what gave something its effect', async () => {
  const on = await ledger();
  const kept = await on.column<string>(
    "SELECT index AS value FROM body WHERE kind IN ('organisation', 'officer', 'approval') AND message_id IS NOT NULL",
  );
  const { entries } = await on.record(ERASURES, erasureRecord({ targets: kept.map(Number) }));
  expect(entries[0]?.erases).toEqual([]);
}, 60_000);

const AT = new Date('2031-01-01T00:00:00.000Z');
const SOON = new Date('2026-06-01T00:00:00.000Z');

interface Run {
  key?: typeof ledgerKey;
  at?: Date;
  acceptedAt?: Date;
}

/** A run as the ledger process says it, on its topic. */
function run(retention: string, { key = ledgerKey, at = AT, acceptedAt = at }: Run = {}) {
  const { value, key: by, headers } = retentionMessage(retention, '', at, key);
  const said = kafkaRecord(value ?? Buffer.alloc(0), by, { ...headers, [HEADER.salt]: headers[HEADER.salt] ?? '' });
  return { ...said, timestamp: String(acceptedAt.getTime()) };
}

const under = (reference: string, retention: object, body: object = {}) =>
  flagRecord(reference, body, { handling: { tlp: 'AMBER', code: 'H0', dataClass: 'INTEL', retention } });

it('lets a retention class go when its time is over, but nothing under legal hold and no flag that is young', async () => {
  const on = await ledger();
  const listing = { attributionBasis: 'authority_data', legalAct: 'Act 1', validUntil: '2031-04-14T07:40:00.000Z' };
  await on.record(
    FLAGS,
    under('r2', { class: 'R2', legalHold: false }),
    under('r2-held', { class: 'R2', legalHold: true }),
    under('r6', { class: 'R6', legalHold: false }),
    under('r2-listing', { class: 'R2', legalHold: false }, listing),
  );
  const references = () =>
    on.column<string>(`SELECT convert_from(envelope, 'UTF8')::jsonb ->> 'reference' AS value FROM body
      WHERE kind = 'address-flag' AND message_id IS NOT NULL AND convert_from(envelope, 'UTF8')::jsonb ->> 'reference' LIKE 'r%'
      ORDER BY index`);
  const published: string[] = [];
  const publisher = {
    publish: async (records: { topic: string }[]) => void published.push(...records.map(({ topic }) => topic)),
  };
  await new KeepRetention(on.database, Object(publisher), ledgerKey).publishDue(AT);
  expect(published).toContain(ERASURES);
  const early = await on.record(ERASURES, run('R2', { at: new Date('2999-01-01T00:00:00.000Z'), acceptedAt: SOON }));
  expect(early.entries[0]?.erases).toEqual([]);
  await on.record(ERASURES, run('R2'));
  expect(await references()).toEqual(['r2-held', 'r6', 'r2-listing']);
}, 60_000);

it('lets nobody but the ledger say that a retention is over', async () => {
  const on = await ledger();
  const { entries } = await on.record(ERASURES, run('R3', { key: gatewayKey }));
  expect(entries[0]).toMatchObject({ status: 'quarantined', reason: 'hub-signature' });
}, 60_000);

it('erases what is quarantined by its index, and what only speaks of an erased message', async () => {
  const on = await ledger();
  const { entries } = await on.record(FLAGS, { ...flagRecord('unread'), key: Buffer.from('somebody-else') });
  const flagged = await on.record(FLAGS, secret);
  const { sender: by, ...acknowledgement } = example('acknowledgement');
  const body = { ...acknowledgement.body, ofMessageId: messageId };
  const about = await on.record('holdfast.acknowledgements', record(by, { ...acknowledgement, body }));
  expect([entries[0]?.status, about.entries[0]?.status]).toEqual(['quarantined', 'recorded']);
  const targets = [...entries, ...flagged.entries].map(({ index }) => index);
  const erasing = await on.record(ERASURES, erasureRecord({ targets }));
  expect(erasing.entries[0]?.erases).toEqual([...targets, about.entries[0]?.index]);
  const dump = await dumpOf(on.database);
  expect([hex('unread'), messageId, hex(messageId)].filter((trace) => dump.includes(trace))).toEqual([]);
}, 60_000);
