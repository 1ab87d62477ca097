import type { OrganisationV1 } from '@holdfast/contracts';
import { groupKey, MEMBERS, partnerKey } from './audience-keys.js';

/**
 * A span of the record in which a partner holds an audience key. Both ends are indexes of directory entries and stand
 * outside the span; without `to` it is open.
 */
export interface Interval {
  key: string;
  from: number;
  to?: number;
}

/** The keys that an organisation holds while it is a verified member. */
export function keysOf({ id, groups, status }: OrganisationV1): string[] {
  return status === 'VERIFIED' ? [MEMBERS, partnerKey(id), ...groups.map(groupKey)] : [];
}

/** The intervals of a partner after its directory entry at `index`; ended spans never change. */
export function afterEntry(intervals: readonly Interval[], organisation: OrganisationV1, index: number): Interval[] {
  const held = new Set(keysOf(organisation));
  const kept = intervals.map((each) => (isOpen(each) && !held.has(each.key) ? { ...each, to: index } : each));
  const open = new Set(kept.filter(isOpen).map(({ key }) => key));
  const opened = [...held].filter((key) => !open.has(key));
  return [...kept, ...opened.map((key) => ({ key, from: startOf(key, kept, organisation, index) }))];
}

const isOpen = ({ to }: Interval): boolean => to === undefined;

/** A resumption with backlog takes up where the key was lost; every other opening starts now. */
function startOf(key: string, intervals: readonly Interval[], { withBacklog }: OrganisationV1, index: number): number {
  const ended = intervals.flatMap((each) => (each.key === key && each.to !== undefined ? [each.to] : []));
  return withBacklog && ended.length > 0 ? Math.max(...ended) : index;
}
