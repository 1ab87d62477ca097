import type { BusLog, Publisher, TopicOffsets } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import { Reconciler } from '../audit/reconcile/reconciler.js';
import { LedgerState } from '../record/state/ledger-state.js';
import { cosignedBy } from '../tree/cosign/cosigned-by.js';
import { readWitnesses } from '../tree/cosign/read-witnesses.js';
import { Rollover } from '../tree/rollover/rollover.js';
import { TileFiles } from '../tree/tiles/tile-files.js';
import type { LeadParts } from './lead.js';
import { ledgerKeys } from './ledger-keys.js';
import type { LedgerConfig } from './ledger.config.js';

/** Everything that a ledger works with, beside its connections. Throws ConfigurationInvalid for a missing key. */
export function ledgerParts(
  config: LedgerConfig,
  connections: { database: DataSource; publisher: Publisher; offsets: TopicOffsets },
  log: BusLog,
): LeadParts {
  const keys = ledgerKeys(config);
  return {
    ...connections,
    ...keys,
    state: new LedgerState(),
    filesOf: (of) => new TileFiles(config.home, of),
    rollover: new Rollover(config.home, config.logName),
    cosigned: cosignedBy({ witnesses: readWitnesses(config), quorum: config.witnessQuorum, log }),
    reconciler: new Reconciler(connections.database, connections.offsets, keys.key),
  };
}
