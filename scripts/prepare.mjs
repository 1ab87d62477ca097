// Runs before `npm start` and `npm test`, on whichever Node called npm: installs the locked packages (among them the
// pinned Node that later scripts run on) and compiles what changed. Install scripts of packages never run.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const at = (...path) => join(root, ...path);
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

if (modified(at('node_modules/.package-lock.json')) < modified(at('package-lock.json'))) {
  console.error('Installing packages (about a minute the first time) …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

const sources = ['apps', 'libs', 'examples', 'bench', 'scripts', 'test'].flatMap(filesBelow);
const inputs = [...sources, at('.swcrc'), at('nest-cli.json'), at('package-lock.json')];
const stamp = `${inputs.length} ${Math.max(...inputs.map(modified))}`;
const stampFile = at('dist/.stamp');
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  console.error('Compiling …');
  rmSync(at('dist'), { recursive: true, force: true });
  run(at('node_modules/.bin/node'), [at('node_modules/.bin/nest'), 'build'], 'ignore');
  run(at('node_modules/.bin/node'), [at('scripts/bundle-verifier.mjs')]);
  writeFileSync(stampFile, stamp);
}

function filesBelow(folder) {
  if (!existsSync(at(folder))) return [];
  const entries = readdirSync(at(folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map(pathOf);
}

function pathOf(entry) {
  return join(entry.parentPath ?? entry.path, entry.name);
}

function run(command, args, stdout = 2) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
