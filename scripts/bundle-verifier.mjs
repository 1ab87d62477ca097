// Puts the verifier into one file, dist/holdfast-verify.mjs, which runs on plain Node with nothing beside it. It is not
// minified: whoever trusts nobody may read it.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');
const file = join(root, 'dist/holdfast-verify.mjs');

await build({
  cwd: root,
  input: join(root, 'dist/apps/cli/src/verify/main.js'),
  platform: 'node',
  resolve: { mainFields: ['module', 'main'] },
  logLevel: 'warn',
  output: { file, format: 'esm', codeSplitting: false, banner: '#!/usr/bin/env node' },
});
chmodSync(file, 0o755);
