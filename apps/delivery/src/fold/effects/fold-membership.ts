import type { RecordedEntry } from '@holdfast/bus';
import { OrganisationV1, parse } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { foldOrganisation } from './fold-organisation.js';
import { saidBy } from './said-by.js';

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
    const envelope = await saidBy(manager, entry);
    if (envelope?.kind !== 'organisation') continue;
    await foldOrganisation(manager, parse(OrganisationV1, envelope.body), entry.index);
    last = entry.index;
  }
  return last;
}
