import { BatchPattern, newEntries, openEnvelope, readRecorded, RECORDED } from '@holdfast/bus';
import type { BatchTransaction, RecordBatch, RecordedEntry, RecordedErased } from '@holdfast/bus';
import { HUB, latest } from '@holdfast/contracts';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { EntityManager } from 'typeorm';
import { forgetReturned, storeDecided } from '../outbox/outbox.js';
import { PublishOutbox } from '../outbox/publish-outbox.js';
import { foldedIndex, lastTick } from '../start/desk-metrics.js';
import type { DeskPart, HubMessage, Now } from './desk-part.js';
import { KnownDirectory } from './known-directory.js';
import { advance, lockProgress } from './progress.js';
import type { Said } from './said.js';

/** The parts of the desk, in the order in which they fold. */
export const PARTS = 'desk-parts';

/**
 * Folds the record into what is true now and decides what follows, in one transaction: what was decided is kept with
 * fixed bytes until it comes back recorded.
 */
@Controller()
export class FoldRecorded {
  constructor(
    @Inject(PARTS) private readonly parts: readonly DeskPart[],
    @Inject(PublishOutbox) private readonly outbox: Pick<PublishOutbox, 'wake'>,
  ) {}

  @BatchPattern(RECORDED)
  async fold(@Payload() { records }: RecordBatch, @Ctx() { manager, afterCommit }: BatchTransaction): Promise<void> {
    const read = records.map(readRecorded);
    const before = await lockProgress(manager);
    const fresh = newEntries(
      read.flatMap((each) => (each.type === 'tick' ? [] : [each])),
      before.index,
    );
    const { said, directory } = await takeUp(manager, fresh);
    const ticks = ticksIn(read, before.tick);
    const tick = ticks.at(-1);
    const index = fresh.at(-1)?.index ?? before.index;
    const now: Now = { index, directory, ticks, ...(tick === undefined ? {} : { tick }) };
    const decided = await this.decide(manager, said, now);
    await this.erase(manager, fresh);
    const isMore = await storeDecided(manager, decided);
    await forgetReturned(
      manager,
      said.flatMap(({ envelope }) => (envelope.sender === HUB ? [envelope.messageId] : [])),
    );
    await advance(manager, now);
    afterCommit(() => {
      foldedIndex.set(index);
      if (tick !== undefined) lastTick.set(Date.parse(tick) / 1000);
      if (isMore) this.outbox.wake();
    });
  }

  private async decide(manager: EntityManager, said: readonly Said[], now: Now): Promise<HubMessage[]> {
    const decided: HubMessage[] = [];
    for (const part of this.parts) {
      if (said.length > 0) decided.push(...(await part.fold(manager, said, now)));
      if (now.tick !== undefined) decided.push(...(await part.due(manager, now)));
    }
    return decided;
  }

  private async erase(manager: EntityManager, entries: readonly (RecordedEntry | RecordedErased)[]): Promise<void> {
    const gone = entries.flatMap((each) => (each.type === 'entry' ? (each.erases ?? []) : []));
    if (gone.length === 0) return;
    for (const part of this.parts) await part.erase(manager, gone);
  }
}

/** Each time of a batch of records, after the one before it. */
/** The last tick that was folded, and those after it: one that a clock which was set back gave says nothing new. */
function ticksIn(read: readonly ReturnType<typeof readRecorded>[], before: string | undefined): string[] {
  const ticks = before === undefined ? [] : [before];
  for (const each of read) if (each.type === 'tick' && each.time > (ticks.at(-1) ?? '')) ticks.push(each.time);
  return ticks;
}

/** What was recorded, each message beside the directory as of its index. */
async function takeUp(
  manager: EntityManager,
  entries: readonly (RecordedEntry | RecordedErased)[],
): Promise<{ said: Said[]; directory: Now['directory'] }> {
  const known = await KnownDirectory.load(manager);
  const said: Said[] = [];
  for (const entry of entries) {
    if (entry.type === 'erased') continue;
    await known.take(manager, entry);
    const { index, value, record } = entry;
    if (record.status !== 'recorded') continue;
    const { acceptedAt, contentHash } = record;
    const envelope = latest(openEnvelope(value, index));
    said.push({ index, acceptedAt, contentHash, envelope, directory: known.directory });
  }
  return { said, directory: known.directory };
}
