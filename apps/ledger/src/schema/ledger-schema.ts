import { CreateConsumerOffset1767225600000 } from '@holdfast/bus';
import type { DatabaseSettings } from '@holdfast/bus';
import { AddLost1767225600002 } from './add-lost-1767225600002.js';
import { CreateLedger1767225600001 } from './create-ledger-1767225600001.js';
import { SERVICE_ROLE } from './service-role.js';

/** Where the ledger keeps its record, with the migrations that make it. */
export const ledgerSchema = (url: string, schema = 'ledger'): DatabaseSettings => ({
  url,
  schema,
  migrations: [CreateConsumerOffset1767225600000, CreateLedger1767225600001, AddLost1767225600002],
  role: SERVICE_ROLE,
});
