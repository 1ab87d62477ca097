import { BatchPattern, newEntries, openEnvelope, readRecorded, RECORDED } from '@holdfast/bus';
import type { BatchTransaction, RecordBatch, RecordedEntry, RecordedErased } from '@holdfast/bus';
import { HUB, latest } from '@holdfast/contracts';
import type { StatedDirectory } from '@holdfast/policy';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { EntityManager } from 'typeorm';
import { forgetReturned, storeDecided } from '../outbox/outbox.js';
import { PublishOutbox } from '../outbox/publish-outbox.js';
import { foldedIndex, lastTick } from '../start/desk-metrics.js';
import type { DeskPart, HubMessage, Now } from './desk-part.js';
import { advance, lockProgress } from './progress.js';
import type { Said } from './said.js';
import { readStated, statedAfter } from './stated-at.js';

/** The parts of the desk, in the order in which they fold. */
export const PARTS = 'desk-parts';

/**
 * Folds the record into what is true now and decides what follows, in one transaction: what was decided is kept with
 * fixed bytes until it comes back recorded.
 */
@Controller()
export class FoldRecorded {
  /** As of the last entry that this process folded: as long as no other did, it need not be read again. */
  private known: { index: number; directory: StatedDirectory } | undefined;

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
    const known = this.known?.index === before.index ? this.known.directory : await readStated(manager);
    const { said, directory } = await takeUp(manager, fresh, known);
    const ticks = ticksIn(read, before.tick);
    const tick = ticks.at(-1);
    const index = fresh.at(-1)?.index ?? before.index;
    const at = tick === undefined ? {} : { tick };
    const decided = await this.decide(manager, said, { ticks, ...at });
    await this.erase(manager, fresh);
    const isMore = await storeDecided(manager, decided);
    await forgetReturned(
      manager,
      said.flatMap(({ envelope }) => (envelope.sender === HUB ? [envelope.messageId] : [])),
    );
    await advance(manager, { index, ...at });
    afterCommit(() => {
      this.known = { index, directory };
      foldedIndex.set(index);
      if (tick !== undefined) lastTick.set(Date.parse(tick) / 1000);
      if (isMore) this.outbox.wake();
    });
  }

  private async decide(manager: EntityManager, said: readonly Said[], now: Now): Promise<HubMessage[]> {
    const decided: HubMessage[] = [];
    for (const part of this.parts) {
      if (said.length > 0) decided.push(...(await part.fold(manager, said)));
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
  before: StatedDirectory,
): Promise<{ said: Said[]; directory: StatedDirectory }> {
  const said: Said[] = [];
  let directory = before;
  for (const entry of entries) {
    if (entry.type === 'erased' || entry.record.status !== 'recorded') continue;
    const { index, value, record } = entry;
    const { acceptedAt, contentHash } = record;
    const envelope = openEnvelope(value, index);
    directory = await statedAfter(manager, directory, entry, envelope);
    said.push({ index, acceptedAt, contentHash, envelope: latest(envelope), directory });
  }
  return { said, directory };
}
