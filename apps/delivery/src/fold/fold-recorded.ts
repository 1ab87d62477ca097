import { BatchPattern, newEntries, readRecorded, RECORDED } from '@holdfast/bus';
import type { BatchTransaction, RecordBatch } from '@holdfast/bus';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { EntityManager } from 'typeorm';
import { noteConflicts } from '../acknowledge/note-conflicts.js';
import { foldedIndex, lastTick } from '../start/delivery-metrics.js';
import { foldDelivered } from './effects/fold-delivered.js';
import { foldErasures } from './effects/fold-erasure.js';
import { foldMembership } from './effects/fold-membership.js';
import { foldRoutings } from './effects/fold-routings.js';
import { followTargets } from './follow-targets.js';
import { readEntry } from './read-entry.js';
import type { ReadEntry } from './read-entry.js';
import { storeItems } from './store-items.js';
import { WAKE_CHANNEL } from './wake-channel.js';

/** `holdfast.recorded` → items, the keys that see them, and membership: every index once, in order. */
@Controller()
export class FoldRecorded {
  @BatchPattern(RECORDED)
  async fold(@Payload() { records }: RecordBatch, @Ctx() { manager, afterCommit }: BatchTransaction): Promise<void> {
    const read = records.map(readRecorded);
    const fresh = newEntries(
      read.flatMap((each) => (each.type === 'tick' ? [] : [each])),
      await lastIndex(manager),
    );
    const entries = fresh.flatMap((each) => (each.type === 'entry' ? [each] : []));
    const readable = entries.flatMap((entry) => readEntry(entry) ?? []);
    await storeItems(
      manager,
      readable.filter(({ target }) => target === undefined),
    );
    const membershipIndex = await foldMembership(manager, entries);
    await foldFollowing(
      manager,
      readable.filter(({ target }) => target !== undefined),
    );
    await foldErasures(manager, entries);
    await noteConflicts(manager, entries);
    const last = fresh.at(-1)?.index;
    if (last !== undefined) await advance(manager, last, membershipIndex);
    afterCommit(() => note(last, read.findLast((each) => each.type === 'tick')?.time));
  }
}

/** What is about other messages follows them, as they and the membership are by now, and may change how far they go. */
async function foldFollowing(manager: EntityManager, about: readonly ReadEntry[]): Promise<void> {
  const { entries, routed } = await followTargets(manager, about);
  await storeItems(manager, entries);
  await foldRoutings(manager, routed);
  await foldDelivered(manager, entries);
}

/** The row stays locked until the commit, so that two folds can never interleave. */
async function lastIndex(manager: EntityManager): Promise<number> {
  const [row]: { last_index: string }[] = await manager.query('SELECT last_index FROM folded FOR UPDATE');
  return Number(row?.last_index);
}

async function advance(manager: EntityManager, index: number, membershipIndex: number | undefined): Promise<void> {
  await manager.query('UPDATE folded SET last_index = $1, membership_index = coalesce($2, membership_index)', [
    index,
    membershipIndex ?? null,
  ]);
  await manager.query('SELECT pg_notify($1, $2)', [WAKE_CHANNEL, '']);
}

function note(index: number | undefined, tick: string | undefined): void {
  if (index !== undefined) foldedIndex.set(index);
  if (tick !== undefined) lastTick.set(Date.parse(tick) / 1000);
}
