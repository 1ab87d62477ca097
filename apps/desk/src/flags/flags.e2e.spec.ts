import fc from 'fast-check';
import type { Said } from '../fold/said.js';
import { hour } from './test/facts.js';
import { FlagDatabase } from './test/flag-database.js';
import { Flaggers } from './test/flag-messages.js';

let desk: FlagDatabase;
let world: Flaggers;

beforeAll(async () => {
  desk = await FlagDatabase.start();
}, 300_000);

beforeEach(async () => {
  world = new Flaggers();
  await desk.clear();
});

afterAll(async () => desk.stop(), 120_000);

const HASHES = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
const evidenceOf = (hashes: readonly string[]) =>
  hashes.map((sha256) => ({
    evidenceId: sha256.slice(0, 1),
    type: 'trace',
    sha256,
    mediaType: 'application/pdf',
    sizeBytes: 1,
    dataClass: 'EVIDENCE',
  }));

const SENDERS = ['demo-police', 'demo-exchange-1', 'demo-exchange-2', 'demo-prosecutor'];
const sender = fc.constantFrom(...SENDERS);
const number = fc.constantFrom(1, 1, 1, 2, 3);

type Make = (flag: Said, at: number) => Said;

const step: fc.Arbitrary<Make> = fc.oneof(
  fc
    .record({
      version: fc.integer({ min: 2, max: 4 }),
      hashes: fc.subarray(HASHES),
      end: fc.integer({ min: 1, max: 60 }),
    })
    .map(
      ({ version, hashes, end }): Make =>
        (flag, at) =>
          world.version(flag, version, { at, evidence: evidenceOf(hashes), validUntil: hour(end) }),
    ),
  number.map(
    (version): Make =>
      (flag, at) =>
        world.version(flag, version + 1, { sender: 'demo-exchange-1', at }),
  ),
  fc.tuple(sender, fc.constantFrom('FALSE_POSITIVE', 'OWN_HOT_WALLET', 'CONFIRM'), number).map(
    ([from, verdict, version]): Make =>
      (flag, at) =>
        world.assess(flag, verdict, { sender: from, at, version }),
  ),
  sender.map(
    (from): Make =>
      (flag, at) =>
        world.revoke(flag, { sender: from, at }),
  ),
  fc.constant<Make>((flag, at) => world.hit(flag, { at })),
);

/** Two flags and what is said of them, each message an hour after the one before. */
const history = fc.array(fc.tuple(fc.boolean(), step), { maxLength: 14 });

function told(steps: readonly (readonly [boolean, Make])[]): Said[] {
  world = new Flaggers();
  const flags = [
    world.flag({ validUntil: hour(40) }),
    world.flag({ status: 'SUSPECTED', validUntil: hour(40) }),
  ] as const;
  return [...flags, ...steps.map(([isFirst, make], at) => make(flags[isFirst ? 0 : 1], at + 1))];
}

/** The same messages in another order of kinds, with indexes as they come now. */
function reordered(said: readonly Said[], choices: readonly number[]): Said[] {
  const queues = [...Map.groupBy(said, ({ envelope }) => envelope.kind).values()].map((queue) => [...queue]);
  return said.map((_, at) => {
    const left = queues.filter((queue) => queue.length > 0);
    const next = left[(choices[at] ?? 0) % left.length]?.shift();
    if (!next) throw new Error('No message is left');
    return { ...next, index: 1_000 + at };
  });
}

async function foldInPieces(said: readonly Said[], cuts: readonly number[]): Promise<void> {
  await desk.clear();
  const borders = [0, ...new Set(cuts.map((cut) => cut % said.length))].toSorted((one, other) => one - other);
  for (const [at, border] of borders.entries()) await desk.fold(...said.slice(border, borders[at + 1]));
}

it('has the same tables wherever its batches begin, and the same flags in whatever order the kinds come', async () => {
  const standings = new Set<unknown>();
  const choices = fc.array(fc.nat(), { minLength: 16, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(history, choices, async (steps, chosen) => {
      const said = told(steps);
      await foldInPieces(said, []);
      const [rows, shown] = [await desk.rows(), await desk.shown()];
      for (const { status } of shown) standings.add(status);
      await foldInPieces(said, chosen);
      expect(await desk.rows()).toEqual(rows);
      await foldInPieces(reordered(said, chosen), chosen.slice(0, 3));
      expect(await desk.shown()).toEqual(shown);
    }),
    // One fixed history among all: that every standing occurs in it is part of what is shown.
    { numRuns: 60, seed: 11 },
  );
  expect(standings).toEqual(new Set(['ACTIVE', 'SUSPECTED', 'DISPUTED', 'REVOKED']));
}, 300_000);

it('forgets what is erased as if it had never been said', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), async (steps, chosen) => {
      const said = told(steps);
      const gone = new Set(chosen.map((each) => said[each % said.length]));
      await foldInPieces(said, []);
      await desk.erase(...said.filter((each) => gone.has(each)));
      const left = await desk.rows();
      await foldInPieces(
        said.filter((each) => !gone.has(each)),
        [],
      );
      expect(left).toEqual(await desk.rows());
    }),
    { numRuns: 60 },
  );
}, 300_000);

it('keeps what waits for its flag, and lets go of it after ten million entries', async () => {
  const flag = world.flag();
  const early = world.assess(flag, 'OWN_HOT_WALLET');
  const moved = (said: Said, index: number): Said => ({ ...said, index });
  await desk.fold(moved(early, 5));
  await desk.fold(moved(flag, 10_000_004));
  expect(await desk.shown()).toMatchObject([{ status: 'DISPUTED', disputedAt: hour(1), answerDueAt: hour(73) }]);
  await desk.clear();
  await desk.fold(moved(early, 5), moved(flag, 10_000_005));
  expect(await desk.shown()).toMatchObject([{ status: 'ACTIVE' }]);
  expect(await desk.database.query('SELECT index FROM flag_fact')).toEqual([{ index: '10000005' }]);
});

it('takes what somebody says twice from the first time', async () => {
  const flag = world.flag();
  const assessments = [1, 5].map((at) => world.assess(flag, 'OWN_HOT_WALLET', { at }));
  await desk.fold(flag, ...assessments);
  expect(await desk.shown()).toMatchObject([{ disputedAt: hour(1), verdicts: { OWN_HOT_WALLET: 1 } }]);
});

it('is revoked by the name of any of its versions, whichever comes first', async () => {
  const flag = world.flag();
  const second = world.version(flag, 2, { at: 2 });
  const revocation = world.revoke(second, { at: 3 });
  for (const order of [
    [flag, second, revocation],
    [revocation, second, flag],
    [revocation, flag, second],
  ]) {
    await desk.clear();
    for (const [index, said] of order.entries()) await desk.fold({ ...said, index });
    expect(await desk.shown()).toMatchObject([{ status: 'REVOKED', version: 2 }]);
  }
});

it('says nothing itself, whatever happens to a flag', async () => {
  const flag = world.flag();
  const said = [flag, world.assess(flag, 'OWN_HOT_WALLET'), world.revoke(flag, { at: 2 })];
  await desk.fold(...said);
  expect(await desk.shown()).toMatchObject([{ status: 'REVOKED' }]);
  expect(await desk.database.query('SELECT * FROM outbox')).toEqual([]);
});
