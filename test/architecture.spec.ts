import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { kinds } from '@holdfast/contracts';

const root = join(import.meta.dirname, '..');
const FORBIDDEN_SUFFIX = /\.(service|dto|entity|mapper|interface|util|helper|constant|types)\.ts$/;
const FORBIDDEN_FOLDER = /(^|\/)(common|shared|utils|helpers|core|misc)(\/|$)/;

const sources = ['apps', 'libs', 'test', 'bench', 'examples', 'scripts']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))))
  .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'));

const linesOf = (path: string) => readFileSync(join(root, path), 'utf8').trimEnd().split('\n');
const sizes = sources.filter((path) => !path.endsWith('.spec.ts')).map((path) => linesOf(path).length);
const share = (limit: number) => sizes.filter((size) => size <= limit).length / sizes.length;

it('keeps files small: half under 60 lines, nine of ten under 150, none over 250 (tests 400)', () => {
  expect(share(60)).toBeGreaterThanOrEqual(0.5);
  expect(share(150)).toBeGreaterThanOrEqual(0.9);
  const tooLong = sources.filter((path) => linesOf(path).length > (path.endsWith('.spec.ts') ? 400 : 250));
  expect(tooLong).toEqual([]);
});

it('keeps comments within 120 characters; the formatter keeps the rest', () => {
  const long = sources.flatMap((path) =>
    linesOf(path).flatMap((line, at) => (line.length > 120 && /^\s*(\*|\/[/*])/.test(line) ? `${path}:${at + 1}` : [])),
  );
  expect(long).toEqual([]);
});

it('keeps folders within 12 entries', () => {
  const folders = [...new Set(sources.map(dirname))];
  const full = folders.filter((folder) => readdirSync(join(root, folder)).length > 12);
  expect(full).toEqual([]);
});

it('names files after their idea and folders after the domain', () => {
  expect(sources.filter((path) => FORBIDDEN_SUFFIX.test(path) || FORBIDDEN_FOLDER.test(dirname(path)))).toEqual([]);
});

it('registers every folder of a kind', () => {
  const folders = globSync('libs/contracts/src/kinds/*/*/', { cwd: root }).map((path) => basename(path));
  expect(folders.toSorted()).toEqual([...new Set(kinds.map(({ name }) => name))].toSorted());
});

it('keeps the import rules', () => {
  const cruise = join(root, 'node_modules/.bin/depcruise');
  const report = execFileSync(cruise, ['apps', 'libs', 'test', 'examples'], { cwd: root, encoding: 'utf8' });
  expect(report).toContain('no dependency violations found');
});

it('names no registry host in the lockfile and no install of unlocked code', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  expect(lock.match(/"resolved": "https?:/g)).toBeNull();
});
