import type { Standing } from '../state/standing-of.js';

/** How a flag stands at a moment. */
export type FlagStatus = Standing | 'EXPIRED';

/** The status at a moment, as screening reads it from the table: a flag expires by itself, nobody says so. */
export function statusAt(flag: { standing: Standing; validUntil: string }, now: string): FlagStatus {
  return flag.standing !== 'REVOKED' && now >= flag.validUntil ? 'EXPIRED' : flag.standing;
}
