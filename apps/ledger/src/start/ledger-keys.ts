import { join } from 'node:path';
import { keyFileOf, readKey, readSecret } from '@holdfast/platform';
import type { SigningKey } from '@holdfast/contracts';
import type { Signer } from '@holdfast/tlog';
import { MessageMac } from '../retention/message-mac.js';
import { logSigner } from '../tree/log-key.js';
import type { LedgerConfig } from './ledger.config.js';

/** The secrets of the ledger, each in a file of its own. */
export interface LedgerKeys {
  /** The process's own key, for what it says by itself. */
  key: SigningKey;
  /** What signs checkpoints, under the name of a log. */
  signerOf: (origin: string) => Signer;
  mac: MessageMac;
}

/** Reads them all. Throws ConfigurationInvalid naming the file that is missing. */
export function ledgerKeys(config: LedgerConfig): LedgerKeys {
  const path = (name: string) => join(config.home, 'keys', name);
  return {
    key: readKey(keyFileOf(config, 'ledger')),
    signerOf: (origin) => logSigner(path('log.jwk'), origin),
    mac: new MessageMac(readSecret(path('erasure.secret'))),
  };
}
