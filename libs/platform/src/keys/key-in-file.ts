import type { SigningKey } from '@holdfast/contracts';
import { readKey } from './key-file.js';
import { reread } from './reread.js';

/**
 * The key of a running process as it lies in its file at each use. To read `kid` decides which key it is; `jwk` belongs
 * to the `kid` that was read last. Throws ConfigurationInvalid when it is missing or others could read it too.
 */
export function keyInFile(path: string): SigningKey {
  const current = reread(path, readKey);
  let key = current();
  return {
    get kid() {
      key = current();
      return key.kid;
    },
    get jwk() {
      return key.jwk;
    },
  };
}
