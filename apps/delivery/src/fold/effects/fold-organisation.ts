import type { OrganisationV1 } from '@holdfast/contracts';
import { afterEntry } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { readIntervals } from '../../membership/intervals.js';

/** Opens and closes an organisation's intervals as this version of it says, from an index on. */
export async function foldOrganisation(
  manager: EntityManager,
  organisation: OrganisationV1,
  index: number,
): Promise<void> {
  const before = await readIntervals(manager, organisation.id);
  const after = afterEntry(before, organisation, index);
  await manager.query(UPSERT, [
    organisation.id,
    after.map(({ key }) => key),
    after.map(({ from }) => from),
    after.map(({ to }) => to ?? null),
  ]);
}

const UPSERT = `
  INSERT INTO membership (partner, key, from_index, to_index)
  SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bigint[])
  ON CONFLICT (partner, key, from_index) DO UPDATE SET to_index = excluded.to_index`;
