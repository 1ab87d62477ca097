import type { RecordedEntry } from '@holdfast/bus';
import { OrganisationV1, parse } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { foldOrganisation } from './fold-organisation.js';
import { openEnvelope } from './read-entry.js';

/**
 * Opens and closes intervals where a version of an organisation takes force, by the index at which it does. The ledger
 * judged that; which message takes force may lie far back. Returns the last such index.
 */
export async function foldMembership(
  manager: EntityManager,
  entries: readonly RecordedEntry[],
): Promise<number | undefined> {
  let last: number | undefined;
  for (const entry of entries) {
    const organisation = await organisationIn(manager, entry);
    if (!organisation) continue;
    await foldOrganisation(manager, organisation, entry.index);
    last = entry.index;
  }
  return last;
}

async function organisationIn(
  manager: EntityManager,
  { index, effect, value }: RecordedEntry,
): Promise<OrganisationV1 | undefined> {
  if (effect === undefined) return undefined;
  const said = effect === index ? value : await storedAt(manager, effect);
  const { kind, body } = openEnvelope(said, effect);
  return kind === 'organisation' ? parse(OrganisationV1, body) : undefined;
}

async function storedAt(manager: EntityManager, index: number): Promise<Buffer> {
  const [row]: { envelope: Buffer }[] = await manager.query('SELECT envelope FROM item WHERE index = $1', [index]);
  return row?.envelope ?? Buffer.alloc(0);
}
