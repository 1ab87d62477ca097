import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { judgeLog } from '../../apps/cli/src/verify/log/judge-log.js';
import { folderFiles } from '../../apps/cli/src/verify/walk/log-files.js';
import { makeLog, madeSigner } from '../../apps/cli/test/made-log.js';
import { figure } from '../support/report.js';

const ENTRIES = 1_000_000;

/** A whole log in files, every entry and every tile of it, held against its signed root. */
export async function measureVerify(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-log-'));
  try {
    makeLog(ENTRIES, (path, bytes) => {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    });
    const begun = performance.now();
    const quorum = { witnesses: [], least: 0 };
    const { checks, findings } = await judgeLog(folderFiles(folder), { keys: [madeSigner.key], quorum });
    const seconds = (performance.now() - begun) / 1_000;
    if (findings.length > 0 || checks.some(({ holds }) => !holds))
      throw new Error('A log as it was made does not hold');
    figure('verify_log', ENTRIES / seconds, 'entries/s', { least: 50_000 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
