import { canonical, HUB } from '@holdfast/contracts';
import type { Envelope, OfficerKey } from '@holdfast/contracts';

const SUSPENDED = new Set(['SUSPENDED', 'REVOKED']);

/**
 * Whether a version of a directory object does nothing but take power away from the one in force: its status becomes
 * SUSPENDED (an officer's also REVOKED), its keys may be marked as compromised. That is urgent: one person may do it.
 * The hub itself is nobody's to suspend, for nobody could resume it.
 */
export function suspends(before: Envelope | undefined, after: Envelope): boolean {
  if (!before || before.kind !== after.kind || before.version !== after.version) return false;
  if (canonical([before.audience, before.handling]) !== canonical([after.audience, after.handling])) return false;
  // The first version of an officer has no officerId yet: that later ones carry it changes nothing.
  const { status = '', keys = [], officerId: _id, ...rest }: Suspendable = { ...after.body };
  const { status: _was, keys: had = [], officerId: _same, ...same }: Suspendable = { ...before.body };
  if (rest.id === HUB) return false;
  return SUSPENDED.has(status) && canonical(rest) === canonical(same) && onlyMarked(had, keys);
}

interface Suspendable {
  id?: string;
  officerId?: string;
  status?: string;
  keys?: readonly Partial<OfficerKey>[];
}

function onlyMarked(before: readonly Partial<OfficerKey>[], after: readonly Partial<OfficerKey>[]): boolean {
  const unmarked = after.map((key, at) => {
    const { compromisedSince, ...rest } = key;
    return before[at]?.compromisedSince === undefined ? rest : { ...rest, compromisedSince };
  });
  return canonical(unmarked) === canonical(before);
}
