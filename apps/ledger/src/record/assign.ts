import { directoryKeyOf } from '@holdfast/contracts';
import type { StatedDirectory } from '@holdfast/policy';
import { effectOf } from '../judge/effect.js';
import type { Pending } from '../judge/effect.js';
import { standingOf } from '../judge/standing.js';
import type { Claim, Standing } from '../judge/standing.js';
import type { Submitted } from '../judge/submitted.js';
import { canonicalRecord, treeEntry } from './tree-entry.js';

/** An entry with its place in the record. */
export interface Entry extends Submitted {
  index: number;
  status: 'recorded' | 'conflict' | 'quarantined';
  record: string;
  treeEntry: Buffer;
  /** The message that takes effect here, and the directory object that it is now the version of. */
  effect?: Pending & { directoryKey?: string };
}

/** A record that says again what an entry says already. */
export interface Duplicate {
  topic: string;
  partition: number;
  offset: number;
  index: number;
}

/** What is known before a batch. */
export interface Known {
  nextIndex: number;
  directory: StatedDirectory;
  /** By message id: what the approvals of the batch may give effect to. */
  pending: Map<string, Pending>;
  /** By message id: the index of the entry with each content hash (hex). */
  byId: Map<string, Map<string, number>>;
  /** By message id: the index of an entry whose message was erased; it is not recorded again. */
  erased: ReadonlyMap<string, number>;
}

/**
 * Gives every record of a batch its index or finds it a duplicate. A function of the records and what was known before,
 * so other batch boundaries give the same entries; `known` is carried forward.
 */
export function assign(submitted: readonly Submitted[], known: Known): { entries: Entry[]; duplicates: Duplicate[] } {
  const entries: Entry[] = [];
  const duplicates: Duplicate[] = [];
  for (const each of submitted) {
    const { envelope } = each;
    const standing = envelope && standingOf({ ...each, envelope }, known.directory);
    const reason = each.reason ?? standing?.fault ?? each.published?.otherwise;
    if (reason !== undefined || !envelope || !standing) {
      entries.push(
        enter({ ...each, contentHash: each.envelopeHash, reason: reason ?? 'unreadable' }, 'quarantined', known),
      );
      continue;
    }
    const { messageId } = envelope;
    const erased = each.published ? undefined : known.erased.get(messageId);
    const same = erased ?? known.byId.get(messageId)?.get(each.contentHash.toString('hex'));
    if (same === undefined) entries.push(record({ ...each, envelope }, standing, known));
    else duplicates.push({ topic: each.topic, partition: each.partition, offset: each.offset, index: same });
  }
  return { entries, duplicates };
}

function record(message: Submitted & Claim, standing: Standing, known: Known): Entry {
  const { messageId } = message.envelope;
  const hashes = known.byId.get(messageId) ?? new Map<string, number>();
  // What was published after its erased first content is still in conflict with it.
  const isFirst = hashes.size === 0 && !known.erased.has(messageId);
  const entry = enter(message, isFirst ? 'recorded' : 'conflict', known);
  known.byId.set(messageId, hashes.set(message.contentHash.toString('hex'), entry.index));
  if (entry.status === 'conflict') return entry;
  const { effect, rule } = effectOf({ ...message, index: entry.index }, standing, known);
  if (!effect) return rule === undefined ? entry : { ...entry, reason: rule };
  // What has taken effect once takes none again.
  known.pending.delete(effect.envelope.messageId);
  return { ...entry, effect: { ...effect, ...takeForce(effect, entry.index, known) } };
}

/** A directory object is from here on what the message says. */
function takeForce({ envelope, index }: Pending, since: number, known: Known): { directoryKey?: string } {
  const directoryKey = directoryKeyOf(envelope);
  if (directoryKey === undefined) return {};
  known.directory = known.directory.with({ key: directoryKey, since, said: index, envelope });
  return { directoryKey };
}

function enter(submitted: Submitted, status: Entry['status'], known: Known): Entry {
  const text = canonicalRecord({ ...submitted, status });
  const place = { index: known.nextIndex++, status, record: text };
  return { ...submitted, ...place, treeEntry: treeEntry(submitted.salt, text) };
}
