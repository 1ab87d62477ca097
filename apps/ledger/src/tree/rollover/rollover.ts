import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Unavailable } from '@holdfast/contracts';
import { newKey, writeKey } from '@holdfast/platform';
import type { Checkpoint } from '@holdfast/tlog';
import { logSigner } from '../log-key.js';
import type { Log } from '../log.js';
import type { PublishCheckpoints } from '../publish-checkpoints.js';

/** A log that was closed, and the one that goes on. */
export interface Rolled {
  closed: Checkpoint;
  origin: string;
}

/** Closes the log of the leading ledger and starts its successor. */
export class Rollover {
  /** What signs now; only the ledger that leads has it. */
  current: { log: Log; checkpoints: PublishCheckpoints } | undefined;

  constructor(
    private readonly home: string,
    private readonly logName: string,
  ) {}

  /** Throws Unavailable where another process leads. */
  async run(withNewKey: boolean): Promise<Rolled> {
    if (!this.current) throw new Unavailable('This ledger does not lead');
    const { log, checkpoints } = this.current;
    const next = { number: log.number + 1, origin: `${this.logName}/${log.number + 1}` };
    const path = join(this.home, 'keys', `log-${next.number}.jwk`);
    const isMade = withNewKey && !existsSync(path);
    if (isMade) writeKey(path, newKey(`log-${next.number}`));
    try {
      const closed = await checkpoints.close(logSigner(keyOfLog(this.home, next.number), next.origin).key);
      return { closed, origin: next.origin };
    } catch (error) {
      // Left behind, it would sign a later successor that nobody wanted a new key for.
      if (isMade) rmSync(path);
      throw error;
    }
  }
}

/** The key of a log: its own, where it was given one, else that of the log before. */
export function keyOfLog(home: string, number: number): string {
  const path = join(home, 'keys', number === 1 ? 'log.jwk' : `log-${number}.jwk`);
  return number === 1 || existsSync(path) ? path : keyOfLog(home, number - 1);
}
