import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { messageIdOf, seal } from '@holdfast/contracts';
import { startServices } from '@holdfast/services';
import { Frontier, leafHash } from '@holdfast/tlog';
import { example } from '../../../../../../libs/contracts/test/examples.js';
import { approvalMessage, foundingRecords, operators, organisationMessage, record } from '../../../../test/people.js';
import { TestLedger, testMac } from '../../../../test/test-ledger.js';
import { erasureRecord, flagRecord } from '../../../../test/traffic.js';
import { profileOf, termsOf } from '../terms.js';
import type { Terms } from '../terms.js';
import { replayPage } from './replay-page.js';
import type { Reason } from './replay-page.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
const [one, two] = operators;
const LARGE = 'holdfast.case-alerts';
const FLAGS = 'holdfast.address-flags';
const ALL = [FLAGS, 'holdfast.flag-assessments', 'holdfast.enforcement-requests', 'holdfast.organisations'];
let services: Awaited<ReturnType<typeof startServices>>;
let ledger: TestLedger;

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  ledger = await TestLedger.open(services.postgres.url, 'replay_test');
  const { organisation, officers } = foundingRecords();
  await ledger.record('holdfast.officers', ...officers);
  await ledger.record('holdfast.organisations', organisation, acme('acme/1', {}), flagless('demo-police'));
  await ledger.record(FLAGS, ...openFlags);
  await ledger.record(
    'holdfast.flag-assessments',
    about('flag-a', 'ASSESS-a'),
    about('flag-beta', 'ASSESS-beta'),
    about('never', 'ASSESS-x'),
  );
  await ledger.record('holdfast.enforcement-requests', request());
  await ledger.record('holdfast.organisations', acme('acme/2', { status: 'SUSPENDED' }));
  await ledger.record(FLAGS, flagRecord('while-away'), { ...flagRecord('bad'), value: Buffer.from('{') });
  await ledger.record(
    LARGE,
    ...Array.from({ length: 3 }, () => ({ ...flagRecord('bad'), value: Buffer.alloc(3 << 20) })),
  );
  // What the directory says later does not count.
  await ledger.record('holdfast.organisations', acme('acme/3', { status: 'VERIFIED', withBacklog: true }));
}, 120_000);

afterAll(async () => {
  await ledger.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

const acme = (reference: string, body: object) =>
  record('hub', organisationMessage('acme', one.id, body, reference), [one, two]);
const flagless = (id: string) => record('hub', organisationMessage(id, one.id), [one, two]);
const H1 = { handling: { ...Object(example('address-flag').handling), code: 'H1' } };
const openFlags = [
  flagRecord('flag-a'),
  flagRecord('flag-h1', {}, H1),
  flagRecord('flag-beta', {}, { audience: { partners: ['beta'] } }),
  flagRecord('flag-acme', {}, { audience: { partners: ['acme'] } }),
];
const flagId = (reference: string) => messageIdOf({ sender: 'demo-police', kind: 'address-flag', reference });
function about(flag: string, reference: string) {
  const { sender, ...whole } = example('flag-assessment');
  return record(sender, { ...whole, reference, body: { ...whole.body, flagId: flagId(flag) } });
}
function request() {
  const { sender, ...whole } = example('enforcement-request');
  return record(sender, { ...whole, audience: { groups: ['members'] } });
}

const FLAG_A = 5;
const size = 16;

function terms(redactionProfile: string, { topics = ALL, filter }: { topics?: string[]; filter?: object } = {}): Terms {
  const { window: _window, ...body } = example('replay-session').body;
  const said = { ...Object(body), topics, redactionProfile, logSize: size, indexes: { from: 3, to: size - 1 } };
  const session = filter === undefined ? said : { ...said, filter };
  return { sessionId: 's', session, profile: profileOf(redactionProfile) ?? { court: false }, from: 3, to: size - 1 };
}

/** A whole replay, in pages of so many indexes. */
async function replay(of: Terms, limit = 1_000) {
  const [lines, leaves, mismatches]: [string[], Buffer[], object[]] = [[], [], []];
  let [tree, entries, tombstones, left]: [Frontier, number, number, Reason[]] = [Frontier.empty, 0, 0, []];
  for (let after = of.from - 1; after < of.to;) {
    const page = await replayPage({ database: ledger.database, mac: testMac }, of, { after, limit });
    lines.push(...page.lines.map(({ text }) => text));
    const bytes = Buffer.from(page.head.leaves, 'base64');
    for (let at = 0; at < bytes.length; at += 32) leaves.push(bytes.subarray(at, at + 32));
    mismatches.push(...page.head.mismatches);
    [entries, tombstones, left] = [
      entries + page.head.entries,
      tombstones + page.head.tombstones,
      [...left, ...page.head.leftOut],
    ];
    after = page.head.next;
  }
  tree = tree.append(leaves);
  const leftOut = left.reduce<Record<string, number>>(
    (sums, { reason, count }) => ({ ...sums, [reason]: (sums[reason] ?? 0) + count }),
    {},
  );
  return { lines, root: tree.root().toString('hex'), entries, tombstones, leftOut, mismatches };
}
const shown = (lines: string[]) =>
  lines.map((line) => {
    const { index, envelope, leftOut, bytes } = JSON.parse(line);
    return envelope?.reference ?? (leftOut ? `${index} ${leftOut}` : bytes ? 'bytes' : `${index} erased`);
  });

it('gives all of a topic in the order of the record, whatever the pages, with the root over the whole span', async () => {
  const flags = terms('full', { topics: [FLAGS] });
  const whole = await replay(flags);
  expect(shown(whole.lines)).toEqual(['flag-a', 'flag-h1', 'flag-beta', 'flag-acme', 'while-away', 'bytes']);
  expect(whole).toMatchObject({ entries: 6, tombstones: 0, mismatches: [], leftOut: { FILTER: 7 } });
  const entries = await ledger.column<Buffer>(
    'SELECT tree_entry AS value FROM entry WHERE index BETWEEN 3 AND 15 ORDER BY index',
  );
  const expected = Frontier.empty.append(entries.map(leafHash)).root().toString('hex');
  expect(whole.root).toBe(expected);
  expect(await replay(flags, 2)).toEqual(whole);
  expect((await replay(terms('full', { filter: { caseNumber: 'none' } }))).root).toBe(expected);
});

it('gives a page of bounded size, however large its messages are', async () => {
  const large = { ...terms('full', { topics: [LARGE] }), from: size, to: size + 2 };
  const page = await replayPage({ database: ledger.database, mac: testMac }, large, { after: size - 1, limit: 1_000 });
  expect([page.head.next, page.head.entries]).toEqual([size + 1, 2]);
  expect(await replay(large)).toEqual(await replay(large, 1));
  expect(shown((await replay(large)).lines)).toEqual(['bytes', 'bytes', 'bytes']);
});

it('shows as a partner what it could see then, and no gated message nor what is about one of others', async () => {
  const { lines, leftOut } = await replay(terms('as-acme'));
  expect(shown(lines)).toEqual(['demo-police/1', 'flag-a', 'flag-h1', 'flag-acme', 'ASSESS-a', 'ASSESS-beta']);
  expect(leftOut).toEqual({ 'NOT-A-MEMBER-THEN': 3, 'NOT-IN-AUDIENCE': 3, 'NOT-RECORDED': 1 });
  expect(shown((await replay(terms('as-nobody'))).lines)).toEqual([]);
});

it('leaves out for a court what no court may have, and says which', async () => {
  const { lines, leftOut } = await replay(terms('court', { topics: [FLAGS] }));
  expect(shown(lines)).toEqual(['flag-a', '6 H1', 'flag-beta', 'flag-acme', 'while-away', '15 UNREADABLE']);
  expect(leftOut).toMatchObject({ H1: 1, UNREADABLE: 1 });
});

it('is run only once another operator has approved exactly this session', async () => {
  const { sender, ...whole } = example('replay-session');
  const body = { ...whole.body, policyVersion: '1', redactionProfile: 'full', logSize: size };
  const message = { ...whole, reference: 'replay/9', officer: one.id, body };
  const { messageId } = seal(message, sender).envelope;
  const run = () => termsOf(ledger.database, messageId);
  await expect(run()).rejects.toThrow('No replay');
  await ledger.record('holdfast.replay-sessions', record('hub', message, [one]));
  await expect(run()).rejects.toMatchObject({ details: { rule: 'REPLAY-APPROVAL' } });
  const approve = (who: (typeof operators)[number]) =>
    ledger.record('holdfast.approvals', record('hub', approvalMessage(message, who.id), [who]));
  await approve(one);
  await expect(run()).rejects.toMatchObject({ details: { rule: 'REPLAY-APPROVAL' } });
  await approve(two);
  expect(await run()).toMatchObject({ from: 0, to: size - 1, profile: { court: false } });
});

it('changes by an erasure only where a tombstone stands, and keeps the root', async () => {
  const before = await replay(terms('full'));
  const asAcme = await replay(terms('as-acme'));
  await ledger.record('holdfast.erasures', erasureRecord({ scope: 'MESSAGE', targets: [FLAG_A] }));
  const after = await replay(terms('full'));
  const erasure = ledger.state.lastIndex;
  const tombstone = JSON.stringify({ index: FLAG_A, erased: erasure });
  expect(after.lines).toEqual(before.lines.map((line) => (JSON.parse(line).index === FLAG_A ? tombstone : line)));
  expect(after).toMatchObject({ root: before.root, tombstones: 1, entries: before.entries - 1 });
  const instead = new Map([
    ['flag-a', `${FLAG_A} erased`],
    ['ASSESS-a', '9 TARGET-ERASED'],
  ]);
  const then = shown((await replay(terms('as-acme'))).lines);
  expect(then).toEqual(shown(asAcme.lines).map((each) => instead.get(each) ?? each));
});

it('gives nothing of an entry that is not as the tree has it, and names it', async () => {
  const owner = new pg.Client({ connectionString: services.postgres.url });
  await owner.connect();
  await owner.query('ALTER TABLE replay_test.body DISABLE TRIGGER body_is_kept');
  await owner.query("UPDATE replay_test.body SET envelope = envelope || convert_to(' ', 'UTF8') WHERE index = 7");
  await owner.query('DELETE FROM replay_test.body WHERE index = 8');
  await owner.end();
  const { mismatches, lines } = await replay(terms('full', { topics: [FLAGS] }));
  expect(mismatches).toEqual([
    { index: 7, reason: 'CHANGED' },
    { index: 8, reason: 'MISSING' },
  ]);
  expect(shown(lines)).not.toContain('flag-beta');
});
