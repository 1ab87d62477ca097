import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import { COSIGNATURE_V1, ed25519Signer } from '@holdfast/tlog';
import type { Signer } from '@holdfast/tlog';
import { CommandFailed } from '../output/command-failed.js';

/** What cosigns under the name of a witness. The key is the witness's alone: it signs nothing else. */
export function witnessSigner(path: string, name: string): Signer {
  const { jwk } = readKey(path);
  if (jwk.crv !== 'Ed25519') throw new CommandFailed(`${path} is no Ed25519 key; make one with --create-key`);
  return ed25519Signer(name, COSIGNATURE_V1, createPrivateKey({ key: jwk, format: 'jwk' }));
}

/** Makes the key of a witness. Throws CommandFailed where one lies. */
export function createWitnessKey(path: string): void {
  if (existsSync(path)) throw new CommandFailed(`${path} is there already; a key is never written over`);
  writeKey(path, newKey());
}
