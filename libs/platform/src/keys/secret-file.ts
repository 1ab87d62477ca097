import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationInvalid } from '../config/configuration-invalid.js';
import { refuseShared } from './key-file.js';

const SECRET_BYTES = 32;

/** The newest secret, and those that it replaced. */
export type Secrets = readonly [KeyObject, ...KeyObject[]];

/**
 * Reads the secrets of a file, one a line, the newest first: those below it were replaced, and still recognise what was
 * made with them. Throws ConfigurationInvalid when it is missing, damaged or others could read it too.
 */
export function readSecrets(path: string): Secrets {
  refuseShared(path);
  const [newest = '', ...older] = readFileSync(path, 'utf8').trim().split('\n');
  return [secretOf(newest, path), ...older.map((line) => secretOf(line, path))];
}

function secretOf(line: string, path: string): KeyObject {
  if (!/^[0-9a-f]{64}$/.test(line)) throw new ConfigurationInvalid(`${path} does not hold a secret`, { path });
  return createSecretKey(Buffer.from(line, 'hex'));
}

/** A new secret as it stands in its file. */
export const newSecret = (): string => `${randomBytes(SECRET_BYTES).toString('hex')}\n`;

/** Makes a secret that only its owner can read; one that is there is never written over. */
export function writeSecret(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, newSecret(), { mode: 0o600, flag: 'wx' });
}
