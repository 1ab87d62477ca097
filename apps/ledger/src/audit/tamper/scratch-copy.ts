import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@holdfast/bus';
import { TILE_WIDTH } from '@holdfast/tlog';
import type { QueryRunner } from 'typeorm';
import { ledgerSchema } from '../../schema/ledger-schema.js';
import type { LedgerConfig } from '../../start/ledger.config.js';
import { TileFiles } from '../../tree/tiles/tile-files.js';
import { logRows } from '../check/log-rows.js';
import type { LogRow } from '../check/log-rows.js';
import { copyFiles } from './copy-files.js';

const SCRATCH = 'ledger_tamper_test';
const ENTRIES = 20_000;
/** More than any log will ever have. */
const LEVELS = 8;
const OF_INDEX = ['entry', 'body', 'erased'];

/** The end of a log in a schema and a folder of its own, which nobody else uses. */
export interface ScratchCopy {
  runner: QueryRunner;
  log: LogRow;
  files: TileFiles;
  /** Where the tile files lie. */
  folder: string;
  /** The first leaf that was copied. */
  from: number;
  /** How many entries are signed. */
  signed: number;
}

/** Copies the last entries with what belongs to them, hands them to the work, and leaves nothing behind. */
export async function withScratchCopy<T>(config: LedgerConfig, work: (copy: ScratchCopy) => Promise<T>): Promise<T> {
  const { role: _role, ...owner } = ledgerSchema(config.databaseUrl, SCRATCH);
  const database = await openDatabase(owner);
  const home = await mkdtemp(join(tmpdir(), 'holdfast-tamper-'));
  const runner = database.createQueryRunner();
  try {
    // One at a time: whoever waits too long for another gives up and leaves the other's copy alone.
    await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [SCRATCH]);
    const done = copyOf(runner, config.home, home).then(work);
    return await done.finally(() => dropped(runner));
  } finally {
    await runner.release();
    await database.destroy();
    await rm(home, { recursive: true, force: true });
  }
}

/** What a killed run has left goes first. */
async function copyOf(runner: QueryRunner, from: string, home: string): Promise<ScratchCopy> {
  await runner.query(`DROP SCHEMA IF EXISTS ${SCRATCH} CASCADE`);
  await runner.query(`CREATE SCHEMA ${SCRATCH}`);
  await runner.startTransaction('REPEATABLE READ');
  for (const table of [...OF_INDEX, 'tile', 'log']) {
    await runner.query(`CREATE TABLE ${SCRATCH}.${table} (LIKE ledger.${table} INCLUDING ALL)`);
  }
  await runner.query('INSERT INTO log SELECT * FROM ledger.log ORDER BY checkpoint_size > 1 DESC, number DESC LIMIT 1');
  const [log] = await logRows(runner);
  if (!log) throw new TypeError('There is no log');
  const signed = await signedSize(runner);
  const first = Math.max(0, signed - ENTRIES);
  const begin = first - (first % TILE_WIDTH);
  for (const table of OF_INDEX) {
    const sql = `INSERT INTO ${table} SELECT * FROM ledger.${table} WHERE index >= $1 AND index < $2`;
    await runner.query(sql, [log.base + begin, log.nextIndex]);
  }
  await copyTileRows(runner, log.number, begin);
  await runner.commitTransaction();
  const files = new TileFiles(home, log);
  await copyFiles({ from: begin, signed }, new TileFiles(from, log), files);
  return { runner, log, files, folder: join(home, 'tiles', String(log.number)), from: begin, signed };
}

async function signedSize(runner: QueryRunner): Promise<number> {
  const [row]: { size: string }[] = await runner.query('SELECT checkpoint_size AS size FROM log');
  return Number(row?.size ?? 0);
}

/** Those from a leaf on, and left of it those of the edge there. */
async function copyTileRows(runner: QueryRunner, log: number, leaf: number): Promise<void> {
  for (let level = 0; level < LEVELS; level++) {
    const width = Math.floor(leaf / TILE_WIDTH ** (level + 1));
    const sql = 'INSERT INTO tile SELECT * FROM ledger.tile WHERE log = $1 AND level = $2 AND index >= $3';
    await runner.query(sql, [log, level, width - (width % TILE_WIDTH)]);
  }
}

async function dropped(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction();
  await runner.query(`DROP SCHEMA IF EXISTS ${SCRATCH} CASCADE`);
}
