import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ConfigurationInvalid, readKey } from '@holdfast/platform';
import { ED25519, ed25519Signer, printVerifierKey } from '@holdfast/tlog';
import type { Signer } from '@holdfast/tlog';
import type { Log } from './log.js';

/** What signs checkpoints, under the name of a log. */
export type SignerOf = (log: Pick<Log, 'number' | 'origin'>) => Signer;

/** What signs the checkpoints of a log. The key is the log's alone: it signs nothing else. */
export function logSigner(path: string, origin: string): Signer {
  const { jwk } = readKey(path);
  return ed25519Signer(origin, ED25519, createPrivateKey({ key: jwk, format: 'jwk' }));
}

/** The signer of a log that was founded; undefined where its key is gone or another lies in its place. */
export function signerHeld(signerOf: SignerOf, log: Log): Signer | undefined {
  try {
    const signer = signerOf(log);
    return printVerifierKey(signer.key) === log.key ? signer : undefined;
  } catch (error) {
    // A key that is there and cannot be used is not gone.
    if (!(error instanceof ConfigurationInvalid) || existsSync(String(error.details.path))) throw error;
    return undefined;
  }
}
