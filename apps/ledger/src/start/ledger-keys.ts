import { join } from 'node:path';
import { keyFileOf, keyInFile, readSecrets, reread } from '@holdfast/platform';
import type { SigningKey } from '@holdfast/contracts';
import type { Signer } from '@holdfast/tlog';
import { MessageMac } from '../retention/message-mac.js';
import { logSigner } from '../tree/log-key.js';
import type { Log } from '../tree/log.js';
import { keyOfLog } from '../tree/rollover/rollover.js';
import type { LedgerConfig } from './ledger.config.js';

/** The secrets of the ledger, each in a file of its own. */
export interface LedgerKeys {
  /** The process's own key, for what it says by itself. */
  key: SigningKey;
  /** What signs checkpoints, under the name of a log. */
  signerOf: (log: Pick<Log, 'number' | 'origin'>) => Signer;
  mac: MessageMac;
}

/** Reads them all. Throws ConfigurationInvalid naming the file that is missing. */
export function ledgerKeys(config: LedgerConfig): LedgerKeys {
  const path = (name: string) => join(config.home, 'keys', name);
  return {
    key: keyInFile(keyFileOf(config, 'ledger')),
    signerOf: ({ number, origin }) => logSigner(keyOfLog(config.home, number), origin),
    mac: new MessageMac(reread(path('erasure.secret'), readSecrets)),
  };
}
