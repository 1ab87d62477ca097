import { hash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frontier, leafHash } from '@holdfast/tlog';
import { advanced, begun, rangeRoot } from './progress.js';
import { ReplayFile, writeManifest } from './replay-file.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
afterAll(() => rmSync(folder, { recursive: true }));

const session = '5f285b9d-3c9a-8a79-a097-6c1d51c767f3';
const leaves = ['a', 'b', 'c'].map((each) => leafHash(Buffer.from(each)));
const head = (next: number, some: Buffer[], leftOut: { reason: string; count: number }[] = []) => ({
  next,
  entries: some.length,
  tombstones: 0,
  leftOut,
  mismatches: [],
  leaves: Buffer.concat(some).toString('base64'),
});

it('goes on after the last line that is counted, whatever an interrupted run left behind it', async () => {
  const path = join(folder, 'cut.ndjson');
  const first = await ReplayFile.open(path, session, 5);
  expect(first.progress.next).toBe(4);
  first.append(Buffer.from('one\n'), advanced(first.progress, head(6, leaves.slice(0, 2)), 4));
  first.close();
  appendFileSync(path, 'half a li');

  const second = await ReplayFile.open(path, session, 5);
  expect(second.progress).toMatchObject({ next: 6, bytes: 4, entries: 2 });
  second.append(Buffer.from('two\n'), advanced(second.progress, head(7, leaves.slice(2)), 4));
  second.close();
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  expect(second.digest.update('two\n').digest('hex')).toBe(hash('sha256', 'one\ntwo\n'));
});

it.each([
  ['exists and is no replay', () => writeFileSync(join(folder, 'a'), 'x'), 'a'],
  ['holds a whole replay', () => writeManifest(join(folder, 'b'), { complete: true }), 'b'],
  ['belongs to another session', () => writeManifest(join(folder, 'c'), begun(session.replace('5', '6'), 0)), 'c'],
  ['is shorter', () => writeManifest(join(folder, 'd'), { ...begun(session, 0), bytes: 9 }), 'd'],
])('touches no file that %s', async (why, prepare, name) => {
  prepare();
  const path = join(folder, name);
  await expect(ReplayFile.open(path, session, 0)).rejects.toThrow(why);
});

it('counts the same and finds the same root wherever the pages end', () => {
  const left = (reason: string, count: number) => ({ reason, count });
  const whole = advanced(begun(session, 0), head(2, leaves, [left('H1', 1), left('FILTER', 2)]), 30);
  const parts = [
    head(0, leaves.slice(0, 1), [left('FILTER', 1)]),
    head(2, leaves.slice(1), [left('FILTER', 1), left('H1', 1)]),
  ];
  expect(parts.reduce((progress, part) => advanced(progress, part, 15), begun(session, 0))).toEqual(whole);
  expect(rangeRoot(whole)).toBe(Frontier.empty.append(leaves).root().toString('hex'));
});
