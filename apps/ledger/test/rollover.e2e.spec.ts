import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frontier, leafHash, openCheckpoint, parseProof, parseVerifierKey, verifyInclusion } from '@holdfast/tlog';
import { messageIdOf } from '@holdfast/contracts';
import { startServices } from '@holdfast/services';
import { example } from '../../../libs/contracts/test/examples.js';
import { receiptOf } from '../src/receipt/receipt-of.js';
import { LedgerBench } from './running-ledger.js';
import { TEST_ORIGIN } from './test-ledger.js';
import { until } from './until.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let services: Awaited<ReturnType<typeof startServices>>;
let bench: LedgerBench;

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  bench = await LedgerBench.open(services, home);
}, 300_000);

afterAll(async () => {
  await bench.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const flags = (from: number, count: number) => Array.from({ length: count }, (_, at) => `rolled-${from + at}`);
const idOf = (reference: string) =>
  messageIdOf({ sender: example('address-flag').sender, kind: 'address-flag', reference });

const signedAs = (number: number, size: number) =>
  until(async () => {
    const sql = 'SELECT checkpoint_size AS value FROM log WHERE number = $1';
    return Number((await bench.column(sql, [number]))[0]) === size;
  });

/** The checkpoint of a log, opened with the key of its row. */
async function checkpointOf(number: number) {
  const [note = ''] = await bench.column<string>('SELECT checkpoint AS value FROM log WHERE number = $1', [number]);
  const [key = ''] = await bench.column<string>('SELECT key AS value FROM log WHERE number = $1', [number]);
  return openCheckpoint(note, parseVerifierKey(key)).checkpoint;
}

/** Whether the receipt of a message holds, and for which log. */
async function proven(reference: string): Promise<string> {
  const receipt = await receiptOf(bench.database, home, { messageId: idOf(reference) });
  const { index, proof, checkpoint } = parseProof(receipt ?? '');
  const number = checkpoint.startsWith(`${TEST_ORIGIN}/2\n`) ? 2 : 1;
  const { origin, size, root } = await checkpointOf(number);
  const sql = 'SELECT tree_entry AS value FROM body JOIN entry USING (index) WHERE message_id = $1';
  const [entry = Buffer.alloc(0)] = await bench.column<Buffer>(sql, [idOf(reference)]);
  return `${origin} ${verifyInclusion({ index, size, root, proof, leaf: leafHash(entry) })}`;
}

it('closes a log with a checkpoint over all of it; a successor names it, indexes go on, and both prove what they hold', async () => {
  const first = await bench.start();
  await bench.submit(...flags(0, 300));
  await signedAs(1, 300);
  await first.rollover.run(true);
  const closed = await checkpointOf(1);
  await bench.submit(...flags(300, 40), 'rolled-7');
  await signedAs(2, 40);

  const successor = await checkpointOf(2);
  expect(successor).toMatchObject({ origin: `${TEST_ORIGIN}/2`, size: 40 });
  expect(successor.extensions).toEqual([
    `holdfast/predecessor ${TEST_ORIGIN} 300 ${closed.root.toString('base64')}`,
    'holdfast/base 300',
  ]);
  const entries = await bench.column<Buffer>('SELECT tree_entry AS value FROM entry ORDER BY index');
  expect(entries).toHaveLength(340);
  expect(closed.root).toEqual(Frontier.empty.append(entries.slice(0, 300).map(leafHash)).root());
  expect(successor.root).toEqual(Frontier.empty.append(entries.slice(300).map(leafHash)).root());
  expect([await proven('rolled-5'), await proven('rolled-320')]).toEqual([
    `${TEST_ORIGIN} true`,
    `${TEST_ORIGIN}/2 true`,
  ]);
  expect(await bench.column('SELECT count(*)::int AS value FROM duplicate')).toEqual([1]);
  await first.stop();

  const again = await bench.start();
  await bench.submit(...flags(400, 10));
  await signedAs(2, 50);
  expect((await checkpointOf(1)).size).toBe(300);
  await again.stop();
}, 120_000);

it('closes nothing twice, and no log that is empty', async () => {
  const next = await bench.start();
  await until(async () => next.rollover.current !== undefined);
  await next.rollover.run(false);
  await expect(next.rollover.run(false)).rejects.toMatchObject({ code: 'ledger.forked' });
  await next.stop();
  const empty = await bench.start();
  await until(async () => empty.rollover.current !== undefined);
  await expect(empty.rollover.run(false)).rejects.toMatchObject({ code: 'resource.unknown' });
  await empty.stop();
}, 120_000);
