import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '@holdfast/services';
import { approvalMessage, foundingRecords, operators, organisationMessage, record } from '../../test/people.js';
import { TestLedger } from '../../test/test-ledger.js';
import type { Entry } from '../record/assign.js';
import { recordedDirectory } from '../record/state/recorded-directory.js';
import { directoryAt, entriesAfter } from './entry-pages.js';
import { directoryRecord, publishableEntry, recordsOf } from './publishable.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let services: Awaited<ReturnType<typeof startServices>>;
let ledger: TestLedger;
const written: Entry[] = [];

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  ledger = await TestLedger.open(services.postgres.url, 'pages_test');
}, 120_000);

afterAll(async () => {
  await ledger.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** One batch, as the ledger records it. */
async function write(topic: string, ...records: ReturnType<typeof record>[]): Promise<void> {
  written.push(...(await ledger.record(topic, ...records)).entries);
}

it('gives from the table, byte for byte, what it gave from memory, and the directory that was carried forward', async () => {
  const { organisation, officers } = foundingRecords();
  const [one, two] = operators;
  const acme = organisationMessage('acme', one.id);
  await write('holdfast.officers', ...officers);
  await write('holdfast.organisations', organisation, record('hub', acme, [one]), record('hub', acme, []));
  const word = record('hub', approvalMessage(acme, two.id), [two]);
  await write('holdfast.approvals', word, record('hub', approvalMessage(acme, two.id, { role: 'LEGAL' }), [two]));
  await write(
    'holdfast.organisations',
    record('hub', organisationMessage('acme', one.id, { status: 'SUSPENDED' }, 'a/2'), [one]),
  );

  expect(written.map(({ status, effect }) => `${status} ${effect?.index ?? '-'}`)).toEqual([
    'recorded 0',
    'recorded 1',
    'recorded 2',
    'recorded -',
    'quarantined -',
    'recorded 3',
    'conflict -',
    'recorded 7',
  ]);
  const fromTable = (await entriesAfter(ledger.database, -1)).flatMap(recordsOf);
  expect(fromTable).toEqual(written.map(publishableEntry).flatMap(recordsOf));
  const latest = (await directoryAt(ledger.database, 7)).flatMap(directoryRecord);
  expect(latest.map(({ key }) => key).toSorted()).toEqual(
    ledger.state.directory
      .all()
      .map(({ key }) => key)
      .toSorted(),
  );
  const restored = await recordedDirectory(ledger.database, 7);
  expect(restored.all()).toEqual(expect.arrayContaining(ledger.state.directory.all()));
  expect(restored.organisation('acme')?.status).toBe('SUSPENDED');
  expect((await recordedDirectory(ledger.database, 5)).organisation('acme')?.status).toBe('VERIFIED');
  expect((await recordedDirectory(ledger.database, 4)).organisation('acme')).toBeUndefined();
}, 60_000);
