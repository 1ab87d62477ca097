#!/usr/bin/env node
// Runs the compiled command line on the pinned Node, whichever Node called it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const main = join(root, 'dist/apps/cli/src/main.js');
const pinned = join(root, 'node_modules/.bin/node');

if (!existsSync(main)) {
  console.error('holdfast is not compiled yet: run npm start once, or npm run build');
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(pinned)) await import(main);
else process.exit(spawnSync(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
