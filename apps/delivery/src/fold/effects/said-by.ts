import { openEnvelope } from '@holdfast/bus';
import type { RecordedEntry } from '@holdfast/bus';
import type { Envelope } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** The message that takes effect with an entry, if one does: its own, or one that may lie far back. */
export async function saidBy(
  manager: EntityManager,
  { index, effect, value }: RecordedEntry,
): Promise<Envelope | undefined> {
  if (effect === undefined) return undefined;
  return openEnvelope(effect === index ? value : await storedAt(manager, effect), effect);
}

async function storedAt(manager: EntityManager, index: number): Promise<Buffer> {
  const [row]: { envelope: Buffer }[] = await manager.query('SELECT envelope FROM item WHERE index = $1', [index]);
  return row?.envelope ?? Buffer.alloc(0);
}
