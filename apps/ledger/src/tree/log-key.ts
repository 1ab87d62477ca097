import { createPrivateKey } from 'node:crypto';
import { readKey } from '@holdfast/platform';
import { ED25519, ed25519Signer } from '@holdfast/tlog';
import type { Signer } from '@holdfast/tlog';

/** What signs the checkpoints of a log. The key is the log's alone: it signs nothing else. */
export function logSigner(path: string, origin: string): Signer {
  const { jwk } = readKey(path);
  return ed25519Signer(origin, ED25519, createPrivateKey({ key: jwk, format: 'jwk' }));
}
