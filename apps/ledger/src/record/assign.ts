import { kindOf } from '@holdfast/contracts';
import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { foundingOf, hubFault } from '../judge/hub-signature.js';
import type { Submitted } from '../judge/submitted.js';
import { canonicalRecord, treeEntry } from './tree-entry.js';

/** An entry with its place in the record. */
export interface Entry extends Submitted {
  index: number;
  status: 'recorded' | 'conflict' | 'quarantined';
  record: string;
  treeEntry: Buffer;
  directoryKey?: string;
}

/** A record that says again what an entry says already. */
export interface Duplicate {
  topic: string;
  partition: number;
  offset: number;
  index: number;
}

/**
 * What is known before a batch: the next index, the hub's organisation, and the entries of the ids that occur in it.
 */
export interface Known {
  nextIndex: number;
  hub: OrganisationV1 | undefined;
  /** By message id: the index of the entry with each content hash (hex). */
  byId: Map<string, Map<string, number>>;
}

/**
 * Gives every record of a batch its index or finds it a duplicate. A function of the records and what was known before,
 * so other batch boundaries give the same entries; `known` is carried forward.
 */
export function assign(submitted: readonly Submitted[], known: Known): { entries: Entry[]; duplicates: Duplicate[] } {
  const entries: Entry[] = [];
  const duplicates: Duplicate[] = [];
  for (const each of submitted) {
    const reason = each.reason ?? hubFault(each, known.hub, known.nextIndex === 0);
    if (reason || !each.envelope) {
      entries.push(
        enter({ ...each, contentHash: each.envelopeHash, reason: reason ?? 'unreadable' }, 'quarantined', known),
      );
      continue;
    }
    const hashes = known.byId.get(each.envelope.messageId) ?? new Map<string, number>();
    const content = each.contentHash.toString('hex');
    const same = hashes.get(content);
    if (same !== undefined) {
      duplicates.push({ topic: each.topic, partition: each.partition, offset: each.offset, index: same });
      continue;
    }
    const entry = enter(each, hashes.size === 0 ? 'recorded' : 'conflict', known);
    known.byId.set(each.envelope.messageId, hashes.set(content, entry.index));
    if (entry.status === 'recorded') known.hub = foundingOf(each.envelope) ?? known.hub;
    entries.push(entry);
  }
  return { entries, duplicates };
}

function enter(submitted: Submitted, status: Entry['status'], known: Known): Entry {
  const record = canonicalRecord({ ...submitted, status });
  const key = status === 'recorded' && submitted.envelope ? directoryKeyOf(submitted.envelope) : undefined;
  return {
    ...submitted,
    index: known.nextIndex++,
    status,
    record,
    treeEntry: treeEntry(submitted.salt, record),
    ...(key === undefined ? {} : { directoryKey: key }),
  };
}

function directoryKeyOf(envelope: Envelope): string | undefined {
  return kindOf(envelope.kind, envelope.version)?.directoryKey?.(envelope);
}
