import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateConsumerOffset1767225600000, migrate, openDatabase } from '@holdfast/bus';
import { startServices } from '@holdfast/services';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { approvalMessage, foundingRecords, operators, organisationMessage, record } from '../../test/people.js';
import { readSubmitted } from '../judge/submitted.js';
import { append } from '../record/append.js';
import { assign } from '../record/assign.js';
import type { Entry } from '../record/assign.js';
import { knownBefore } from '../record/known-messages.js';
import { recordedDirectory } from '../record/recorded-directory.js';
import { CreateLedger1767225600001 } from '../schema/create-ledger-1767225600001.js';
import { RecordEffects1767225600002 } from '../schema/record-effects-1767225600002.js';
import { StatedDirectory } from '@holdfast/policy';
import { directoryAt, entriesAfter } from './entry-pages.js';
import { directoryRecord, publishableEntry, recordsOf } from './publishable.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let services: Awaited<ReturnType<typeof startServices>>;
let database: DataSource;
let directory = StatedDirectory.empty;
const written: Entry[] = [];

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  const migrations = [CreateConsumerOffset1767225600000, CreateLedger1767225600001, RecordEffects1767225600002];
  const settings = { url: services.postgres.url, schema: 'pages_test', migrations };
  await migrate(settings);
  database = await openDatabase(settings);
}, 120_000);

afterAll(async () => {
  await database.destroy();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** One batch, as the ledger records it. */
async function write(topic: string, ...records: ReturnType<typeof record>[]): Promise<void> {
  const runner = database.createQueryRunner();
  const client: PoolClient = await runner.connect();
  await client.query('BEGIN');
  const submitted = records.map((each) => readSubmitted({ topic, partition: 0, records }, each));
  const known = await knownBefore(
    client,
    submitted.flatMap(({ envelope }) => envelope ?? []),
    directory,
  );
  const { entries, duplicates } = assign(submitted, known);
  await append(client, entries, duplicates);
  await client.query('UPDATE log SET next_index = $1 WHERE id = 1', [known.nextIndex]);
  await client.query('COMMIT');
  await runner.release();
  directory = known.directory;
  written.push(...entries);
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
  const fromTable = (await entriesAfter(database, -1)).flatMap(recordsOf);
  expect(fromTable).toEqual(written.map(publishableEntry).flatMap(recordsOf));
  const latest = (await directoryAt(database, 7)).flatMap(directoryRecord);
  expect(latest.map(({ key }) => key).toSorted()).toEqual(
    directory
      .all()
      .map(({ key }) => key)
      .toSorted(),
  );
  const restored = await recordedDirectory(database, 7);
  expect(restored.all()).toEqual(expect.arrayContaining(directory.all()));
  expect(restored.organisation('acme')?.status).toBe('SUSPENDED');
  expect((await recordedDirectory(database, 5)).organisation('acme')?.status).toBe('VERIFIED');
  expect((await recordedDirectory(database, 4)).organisation('acme')).toBeUndefined();
}, 60_000);
