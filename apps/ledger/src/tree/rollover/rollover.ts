import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NotFound, refuse, Unavailable } from '@holdfast/contracts';
import { newKey, writeKey } from '@holdfast/platform';
import type { Checkpoint, VerifierKey } from '@holdfast/tlog';
import { logSigner } from '../log-key.js';
import type { Log } from '../log.js';
import type { AfterLoss, LossWish } from '../loss/after-loss.js';
import type { PublishCheckpoints } from '../publish-checkpoints.js';

/** A log that was closed, and the one that goes on. */
export interface Rolled {
  closed: Checkpoint;
  origin: string;
}

/** What an operator asks of a ledger that cannot lead; without a word of confirmation it only says what is lost. */
export interface AfterLossWish extends Pick<LossWish, 'stop'> {
  isConfirmed: boolean;
  withNewKey: boolean;
}

/** Closes the log of the leading ledger, or one that no ledger can lead, and starts its successor. */
export class Rollover {
  /** What signs now; only the ledger that leads has it. */
  current: { log: Log; checkpoints: PublishCheckpoints } | undefined;

  /** What can be done where this ledger found that its record cannot be brought to what was signed. */
  forked: ((wish: Omit<LossWish, 'why'>) => Promise<AfterLoss>) | undefined;

  constructor(
    private readonly home: string,
    private readonly logName: string,
  ) {}

  /** Throws Unavailable where another process leads. */
  async run(withNewKey: boolean): Promise<Rolled> {
    if (!this.current) throw new Unavailable('This ledger does not lead');
    const { log, checkpoints } = this.current;
    const path = this.newKeyPath(log);
    const isMade = withNewKey && !existsSync(path);
    try {
      const key = this.successorOf(log, withNewKey);
      return { closed: await checkpoints.close(key), origin: key.name };
    } catch (error) {
      // Left behind, it would sign a later successor that nobody wanted a new key for.
      if (isMade) rmSync(path, { force: true });
      throw error;
    }
  }

  /** Throws Unavailable where this ledger has not found its record damaged, and NotFound where it leads. */
  async runAfterLoss({ isConfirmed, withNewKey, stop }: AfterLossWish): Promise<AfterLoss> {
    if (this.current) throw new NotFound('Nothing is lost: this ledger leads, its record is what was signed');
    if (!this.forked) throw new Unavailable('This ledger has not found its record damaged');
    const successor = isConfirmed ? (log: Log) => this.successorOf(log, withNewKey) : undefined;
    return this.forked({ successor, stop });
  }

  /** The key that signs the log after this one, made where a new one is wanted. */
  private successorOf(log: Log, withNewKey: boolean): VerifierKey {
    const [number, path] = [log.number + 1, this.newKeyPath(log)];
    if (withNewKey && !existsSync(path)) writeKey(path, newKey(`log-${number}`));
    const own = keyOfLog(this.home, number);
    if (!existsSync(own)) {
      refuse([{ pointer: '/key', rule: 'key', message: 'the key of the log is gone: ask for a new one' }]);
    }
    return logSigner(own, `${this.logName}/${number}`).key;
  }

  private newKeyPath({ number }: Log): string {
    return join(this.home, 'keys', `log-${number + 1}.jwk`);
  }
}

/** The key of a log: its own, where it was given one, else that of the log before. */
export function keyOfLog(home: string, number: number): string {
  const path = join(home, 'keys', number === 1 ? 'log.jwk' : `log-${number}.jwk`);
  return number === 1 || existsSync(path) ? path : keyOfLog(home, number - 1);
}
