import { readFileSync } from 'node:fs';
import { newSecret, readSecrets } from '@holdfast/platform';
import { writeDurably } from '../../../witness/write-durably.js';

/**
 * Puts a new secret before those that a file holds: they still recognise what was erased under them. Returns how many
 * there are now. Throws ConfigurationInvalid where the file holds none.
 */
export async function rotateSecret(path: string): Promise<number> {
  const { length } = readSecrets(path);
  await writeDurably(path, `${newSecret()}${readFileSync(path, 'utf8')}`);
  return length + 1;
}
