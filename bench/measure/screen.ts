import { hash } from 'node:crypto';
import { migrate, openDatabase } from '@holdfast/bus';
import { checkAddress } from '@holdfast/chain';
import type { DataSource } from 'typeorm';
import { lookup } from '../../apps/desk/src/flags/screen/lookup.js';
import { Screening } from '../../apps/desk/src/flags/screen/screening.js';
import { CreateDesk1767225600001 } from '../../apps/desk/src/start/create-desk.js';
import { CreateFlags1767225600002 } from '../../apps/desk/src/start/create-flags.js';
import { figure } from '../support/report.js';
import type { BenchHub } from './bench-hub.js';

const SCHEMA = 'bench_screen';
const PAGE = 10_000;
const AT_ONCE = 2;
/** One account in a hundred is flagged. */
const FLAGGED = 100;

/** Screening in bulk from the text of the question to the text of the answer, beside the same look-ups in plain SQL. */
export async function measureScreen({ ready }: BenchHub, scale: number): Promise<void> {
  const settings = {
    url: ready.databaseUrl,
    schema: SCHEMA,
    migrations: [CreateDesk1767225600001, CreateFlags1767225600002],
    poolSize: AT_ONCE,
  };
  await migrate(settings);
  const database = await openDatabase(settings);
  const flags = scale === 1 ? 100_000 : 1_000_000;
  await load(database, flags);
  const pages = Array.from({ length: 10 * scale }, (_, at) => accountsOf(at, flags));
  const screening = new Screening(database, { organisation: () => MEMBER });
  const own = await rate(pages, (accounts) => lookup(screening, MEMBER.id, { accounts }));
  const keys = pages.map((accounts) => accounts.map((account) => account.toLowerCase()));
  const raw = await rate(keys, (accounts) => database.query(RAW, [accounts]));
  await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  await database.destroy();
  figure('screen', own, 'addresses/s', { least: 20_000 });
  figure('screen_raw_sql', raw, 'addresses/s');
  figure('screen_share', (own / raw) * 100, '%');
}

/** Nothing but the index and the rows: no keys, no times. */
const RAW = `SELECT account, shown FROM unnest($1::text[]) AS asked,
  LATERAL (SELECT account, shown FROM flag WHERE account = asked AND standing <> 'REVOKED' LIMIT 100) AS found`;

const MEMBER = {
  id: 'demo-exchange-1',
  type: 'EXCHANGE',
  legalName: 'The exchange',
  jurisdiction: 'ZZ',
  status: 'VERIFIED',
  groups: ['exchanges'],
  keys: [],
  licences: [],
  domains: [],
  certificates: [],
  formats: [],
};

/** Every flag on an account of its own, as the fold writes them. */
async function load(database: DataSource, flags: number): Promise<void> {
  await database.query(
    `INSERT INTO flag SELECT gen_random_uuid(), 'demo-police', 'eip155:1:0x' || substr(md5(n::text) || md5(n || 'x'), 1, 40),
       '{members,partner:demo-police}', n, 'ACTIVE', '2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z', NULL,
       $2, '{"verdicts":{}}'
     FROM generate_series(1, $1::int) AS n`,
    [flags, JSON.stringify(SHOWN)],
  );
  await database.query('VACUUM ANALYZE flag');
  await database.query(`UPDATE progress SET tick = '2026-04-14T07:40:00.000Z'`);
}

const SHOWN = {
  flagId: '5f285b9d-3c9a-8a79-a097-6c1d51c767f3',
  version: 1,
  status: 'ACTIVE',
  sender: 'demo-police',
  subjectType: 'ADDRESS',
  role: 'PERPETRATOR',
  crimeCategory: 'VOICE_PHISHING',
  confidence: 70,
  sourceReliability: 'B',
  infoAccuracy: '2',
  validUntil: '2026-06-01T00:00:00.000Z',
  requestedAction: 'ALERT_ON_DEPOSIT',
  propagation: { mode: 'DIRECT', maxHops: 1, minShareBps: 0 },
  index: 1,
};

/** Canonical accounts, a few of them flagged; the same as the flags' where their number is that of one. */
function accountsOf(page: number, flags: number): string[] {
  return Array.from({ length: PAGE }, (_, at) => {
    const place = page * PAGE + at;
    const number = place % FLAGGED === 0 ? (place * 97) % flags : flags + place;
    const text = String(number + 1);
    const verdict = checkAddress('eip155:1', `0x${(hash('md5', text) + hash('md5', `${text}x`)).slice(0, 40)}`);
    if (!verdict.ok) throw new Error('That is no address');
    return verdict.accountId;
  });
}

/** Accounts a second, with as many pages under way at once as there are cores. */
async function rate(pages: readonly string[][], ask: (accounts: string[]) => Promise<unknown>): Promise<number> {
  const waiting = [...pages];
  const begun = performance.now();
  const askOn = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) await ask(page);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return (pages.length * PAGE) / ((performance.now() - begun) / 1_000);
}
