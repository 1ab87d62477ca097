import { partnerKey } from './audience-keys.js';
import type { Interval } from './membership.js';
import { allow, refuse } from './verdict.js';
import type { Verdict } from './verdict.js';

/** A recorded message as policy sees it: where it stands, who sent it, under which keys it can be read. */
export interface Readable {
  position: number;
  sender: string;
  keys: readonly string[];
}

/**
 * Whether a partner with these intervals may read the message: it held one of the message's keys when it became
 * visible.
 */
export function mayRead(partner: string, intervals: readonly Interval[], message: Readable): Verdict {
  const matching = intervals.filter(({ key }) => message.keys.includes(key));
  if (matching.length === 0) return refuse('NOT-IN-AUDIENCE');
  const then = matching.filter(({ from, to = Infinity }) => from < message.position && message.position < to);
  if (then.length === 0) return refuse('NOT-A-MEMBER-THEN');
  const isOwn = message.sender === partner && then.every(({ key }) => key === partnerKey(partner));
  return allow(isOwn ? 'OWN' : 'AUDIENCE');
}
