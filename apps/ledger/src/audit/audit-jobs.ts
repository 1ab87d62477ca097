import type { LedgerConfig } from '../start/ledger.config.js';
import { checkLogs } from './check/check-logs.js';
import { tamperTest } from './tamper/tamper-test.js';

/** What this program does instead of serving when it is started with the name: it prints one line of JSON and ends. */
export const auditJobs: Readonly<Record<string, (config: LedgerConfig) => Promise<object>>> = {
  check: checkLogs,
  'tamper-test': tamperTest,
};
