import { HUB } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { audienceKeys, keysWithin, partnerKey } from '../audience-keys.js';
import type { Holds } from '../audience-keys.js';
import { reachOf } from './reach.js';
import { partiesOf, reachesOthers } from './target.js';
import type { Target } from './target.js';

/** The keys under which a message about another can be read, and the rule that says so. */
export interface Narrowed {
  rule: string;
  keys: string[];
}

/** What only one who was given a message, or sent it, can do to it. */
const ACTS = new Set(['enforcement-response', 'clarification', 'hold-event', 'acknowledgement']);

/**
 * Who may read a message that is about another one: its declared audience as far as the target reached, never wider;
 * without a target that is known nobody but its sender.
 */
export function narrow(message: Envelope, target: Target | undefined, holds: Holds): Narrowed {
  if (message.kind === 'routing') return narrowRouting(message, target);
  const within = (rule: string, to: readonly string[]) => ({ rule, keys: keysWithin(message, to, holds) });
  if (!target) return within('TARGET-UNKNOWN', []);
  // What the hub says of it is for its sender even so.
  if (!reachesOthers(target)) return within('NOT-ROUTED', message.sender === HUB ? [target.sender] : []);
  if (!target.bound) {
    if (message.kind === 'flag-hit') return within('HIT-FLAGGER', [target.sender]);
    return { rule: 'AUDIENCE', keys: audienceKeys(message) };
  }
  const parties = partiesOf(target);
  if (ACTS.has(message.kind) && !parties.includes(message.sender)) return within('TARGET-NOT-YOURS', []);
  const { rule, to } = reachOf(message, target);
  const reached = parties.filter((partner) => partner === HUB || to.includes(partner));
  return within(rule, reached);
}

/** Who is told of a routing, whatever audience it declares: its recipients see the target in its place. */
function narrowRouting({ sender }: Envelope, target: Target | undefined): Narrowed {
  if (sender !== HUB || !target?.gated) return { rule: 'ROUTES-NOTHING', keys: [partnerKey(sender)] };
  return { rule: 'ROUTED', keys: [...new Set([HUB, target.sender])].map(partnerKey) };
}
