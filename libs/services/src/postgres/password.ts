import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The password in this file, which only its owner may read; a new one where there is none. */
export function keptPassword(file: string): string {
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (kept) return kept;
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}
