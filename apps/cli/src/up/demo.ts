import { existsSync } from 'node:fs';
import type { OrganisationV1 } from '@holdfast/contracts';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import type { HubClient } from '../client/hub-client.js';
import { newOrganisation } from '../partner/new-organisation.js';
import { publishOrganisation, registry } from '../partner/registry.js';
import { keyPath } from '../settings.js';

type Member = Pick<OrganisationV1, 'id' | 'type' | 'legalName' | 'groups'>;

/** A small community to try things with; the jurisdiction ZZ is nobody's. */
const MEMBERS: readonly Member[] = [
  { id: 'demo-police', type: 'POLICE', legalName: 'Demo Police', groups: ['authorities'] },
  { id: 'demo-prosecutor', type: 'PROSECUTOR', legalName: "Demo Prosecutor's Office", groups: ['authorities'] },
  { id: 'demo-exchange-1', type: 'EXCHANGE', legalName: 'Demo Exchange One', groups: ['exchanges'] },
  { id: 'demo-exchange-2', type: 'EXCHANGE', legalName: 'Demo Exchange Two', groups: ['exchanges'] },
  { id: 'demo-analyst', type: 'ANALYTICS', legalName: 'Demo Analyst', groups: ['analysts'] },
  { id: 'demo-treasury', type: 'REGULATOR', legalName: 'Demo Treasury', groups: ['authorities'] },
];

/** Adds the demo members that are not there yet. Development only. */
export async function addDemoMembers(operator: HubClient, home: string): Promise<void> {
  const known = await registry(operator);
  const missing = MEMBERS.filter(({ id }) => !known.has(id));
  await Promise.all(missing.map((member) => addMember(operator, home, member)));
}

async function addMember(operator: HubClient, home: string, member: Member): Promise<void> {
  const path = keyPath(home, member.id);
  if (!existsSync(path)) writeKey(path, newKey(`${member.id}-1`));
  await publishOrganisation(operator, newOrganisation({ ...member, jurisdiction: 'ZZ' }, readKey(path)));
}
