import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the project, whether this file runs from its source or compiled below `dist`. */
export const projectRoot = find(import.meta.dirname);

function find(folder: string): string {
  if (existsSync(join(folder, 'nest-cli.json')) || dirname(folder) === folder) return folder;
  return find(dirname(folder));
}
