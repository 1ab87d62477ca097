import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frontier, leafHash, parseCheckpoint, parseNote } from '@holdfast/tlog';
import { startServices } from '@holdfast/services';
import pg from 'pg';
import type { Cut } from './faults.js';
import { LedgerBench } from './running-ledger.js';
import { sound, soundnessOf } from './soundness.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let services: Awaited<ReturnType<typeof startServices>>;
let bench: LedgerBench;
let sent = 0;

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  bench = await LedgerBench.open(services, home);
}, 120_000);

afterAll(async () => {
  await bench.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

async function send(count: number): Promise<void> {
  await bench.submit(...Array.from({ length: count }, () => `crash-${sent++}`));
}

/** Waits until everything that was sent is recorded and signed. */
const untilSigned = () => bench.untilSigned(sent);

const CUTS: [what: string, cut: Cut][] = [
  ['before the log is locked', { step: 'SELECT number, origin, key,', when: 'before' }],
  ['after the log is locked', { step: 'SELECT message_id AS id,', when: 'before' }],
  ['before entries are copied', { step: 'COPY entry', when: 'before' }],
  ['after entries are copied', { step: 'COPY body', when: 'before' }],
  ['after everything is copied', { step: 'UPDATE log SET next_index', when: 'before' }],
  ['before the commit', { step: 'commit', when: 'before' }],
  ['after the commit', { step: 'commit', when: 'after' }],
  ['before the record is published', { step: 'publish holdfast.recorded', when: 'before' }],
  ['after the record is published', { step: 'publish holdfast.recorded', when: 'after' }],
  ['before a tile is written', { step: 'tile', when: 'before' }],
  ['after a tile is written', { step: 'tile', when: 'after' }],
  ['before a checkpoint is stored', { step: 'UPDATE log SET checkpoint', when: 'before' }],
  ['after a checkpoint is stored', { step: 'UPDATE log SET checkpoint', when: 'after' }],
  ['before a checkpoint is published', { step: 'publish holdfast.checkpoints', when: 'before' }],
  ['after a checkpoint is published', { step: 'publish holdfast.checkpoints', when: 'after' }],
];

it.each(CUTS)(
  'loses and doubles nothing when a ledger ends %s',
  async (_, cut) => {
    const first = await bench.start();
    await send(90);
    await untilSigned();
    first.faults.arm(cut);
    await send(90);
    await first.faults.fired;
    await first.stop();

    const next = await bench.start();
    await send(10);
    await untilSigned();
    expect(await soundnessOf(bench)).toEqual(sound(sent));
    await next.stop();
  },
  60_000,
);

it('has published no two checkpoints that disagree', async () => {
  const entries = await bench.column<Buffer>('SELECT tree_entry AS value FROM entry ORDER BY index');
  const notes = await bench.checkpoints();
  expect(notes.length).toBeGreaterThan(CUTS.length);
  for (const note of notes) {
    const { size, root } = parseCheckpoint(parseNote(note).text);
    expect(root).toEqual(Frontier.empty.append(entries.slice(0, size).map(leafHash)).root());
  }
});

it('goes on alone when two ledgers are started: one leads, the other waits for it to end', async () => {
  const [one, two] = [await bench.start(), await bench.start()];
  await send(50);
  await untilSigned();
  await one.stop();
  await send(50);
  await untilSigned();
  expect(await soundnessOf(bench)).toEqual(sound(sent));
  await two.stop();
}, 60_000);

const OLDER = `
  SET LOCAL session_replication_role = replica;
  DELETE FROM ledger.entry WHERE index >= 100;
  DELETE FROM ledger.body WHERE index >= 100;
  DELETE FROM ledger.tile;
  UPDATE ledger.log SET next_index = 100, checkpoint = NULL, checkpoint_size = 0;
  UPDATE ledger.consumer_offset SET next_offset = 100`;

it('takes over what was published and its tables lack, as after the restore of a backup', async () => {
  const [before = ''] = await bench.column<string>('SELECT checkpoint AS value FROM log');
  const owner = new pg.Client({ connectionString: services.postgres.url });
  await owner.connect();
  await owner.query(`BEGIN; ${OLDER}; COMMIT`);
  await owner.end();
  // A run that was not confirmed in time is published once more.
  await bench.publishAgain(95, 130);
  const again = await bench.start();
  await send(20);
  await untilSigned();
  expect(await soundnessOf(bench)).toEqual(sound(sent));
  expect(await bench.column('SELECT count(*)::int AS value FROM duplicate')).toEqual([0]);
  const [after = ''] = await bench.column<string>('SELECT checkpoint AS value FROM log');
  expect(parseCheckpoint(parseNote(after).text).size).toBe(parseCheckpoint(parseNote(before).text).size + 20);
  await again.stop();
}, 60_000);
