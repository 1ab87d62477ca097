import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationInvalid } from '../config/configuration-invalid.js';
import { refuseShared } from './key-file.js';

const SECRET_BYTES = 32;

/** Reads a secret. Throws ConfigurationInvalid when it is missing, damaged or others could read it too. */
export function readSecret(path: string): KeyObject {
  refuseShared(path);
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new ConfigurationInvalid(`${path} does not hold a secret`, { path });
  return createSecretKey(Buffer.from(text, 'hex'));
}

/** Makes a secret that only its owner can read; one that is there is never written over. */
export function writeSecret(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${randomBytes(SECRET_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
}
