import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '@holdfast/contracts';
import { TILE_WIDTH } from '@holdfast/tlog';
import type { LedgerConfig } from '../../start/ledger.config.js';
import { checkRecord } from '../check/check-record.js';
import type { CheckedPart, RecordFault, RecordFaults } from '../check/faults.js';
import { logRows } from '../check/log-rows.js';
import { tilesOf } from './copy-files.js';
import { FILE_MANIPULATIONS, ROW_MANIPULATIONS } from './manipulations.js';
import type { FileManipulation, RowManipulation, Targets } from './manipulations.js';
import { withScratchCopy } from './scratch-copy.js';
import type { ScratchCopy } from './scratch-copy.js';

/** One manipulation, and which comparison has found it; none was made where there is nothing of its kind yet. */
export interface Tampering {
  manipulation: string;
  made: boolean;
  by: CheckedPart[];
}

/** What the test did. Faults of the untouched copy are faults of the record; nothing else is tried then. */
export interface TamperTest {
  log: string;
  entries: number;
  faults: RecordFault[];
  tamperings: Tampering[];
}

/** Manipulates a scratch copy of the record in every known way, and has the record's own check look for it. */
export function tamperTest(config: LedgerConfig): Promise<TamperTest> {
  return withScratchCopy(config, async (copy) => {
    const { origin, nextIndex, base } = copy.log;
    const done: TamperTest = { log: origin, entries: nextIndex - base - copy.from, faults: [], tamperings: [] };
    const { named } = await check(copy);
    if (named.length > 0) return { ...done, faults: named };
    const targets = await targetsIn(copy);
    for (const each of ROW_MANIPULATIONS) done.tamperings.push(await tamperRows(copy, each, targets));
    for (const each of FILE_MANIPULATIONS) done.tamperings.push(await tamperFiles(copy, each, targets));
    return done;
  });
}

/** The log's row may be manipulated; the checkpoint was published, and is known to whoever checks. */
async function check({ runner, files, log: { note }, from }: ScratchCopy): Promise<RecordFaults> {
  const [log] = await logRows(runner);
  if (!log) throw new NotFound('The scratch copy has no log');
  return checkRecord({ queries: runner, files, note, log, from });
}

async function targetsIn(copy: ScratchCopy): Promise<Targets> {
  const { runner, log, from, signed } = copy;
  const rows: { index: string }[] = await runner.query(
    `SELECT index FROM body WHERE index < $1
      ORDER BY abs(index - $2), index LIMIT 2`,
    [log.base + signed, log.base + Math.floor((from + signed) / 2)],
  );
  const [index, other] = rows.map((row) => Number(row.index));
  if (index === undefined || other === undefined) throw new NotFound('Too little is signed yet to be manipulated');
  const tiles = tilesOf({ from, signed }, 0);
  const [firstTile, lastTile] = [tiles[0], tiles.at(-1)];
  if (!firstTile || !lastTile) throw new NotFound('Nothing is signed yet');
  return { index, other, cut: log.base + signed - 2, fullTile: from / TILE_WIDTH, firstTile, lastTile };
}

async function tamperRows(
  copy: ScratchCopy,
  { name, statements }: RowManipulation,
  targets: Targets,
): Promise<Tampering> {
  const { runner } = copy;
  await runner.startTransaction();
  try {
    let made = true;
    for (const [sql, ...values] of statements(targets)) {
      const { affected } = await runner.query(sql, values, true);
      made &&= (affected ?? 0) > 0;
    }
    return tampering(name, made, made ? await check(copy) : undefined);
  } finally {
    await runner.rollbackTransaction();
  }
}

async function tamperFiles(
  copy: ScratchCopy,
  { name, paths, change }: FileManipulation,
  targets: Targets,
): Promise<Tampering> {
  const files = paths(targets).map((path) => join(copy.folder, path));
  if (files.length === 0) return tampering(name, false, undefined);
  const before = await Promise.all(files.map((file) => readFile(file)));
  const after = change(before);
  await Promise.all(files.map((file, at) => put(file, after[at])));
  const found = await check(copy);
  await Promise.all(files.map((file, at) => put(file, before[at])));
  return tampering(name, true, found);
}

const put = (file: string, bytes: Buffer | undefined): Promise<void> =>
  bytes === undefined ? rm(file) : writeFile(file, bytes);

const tampering = (manipulation: string, made: boolean, found: RecordFaults | undefined): Tampering => ({
  manipulation,
  made,
  by: [...(found?.parts ?? [])],
});
