import { existsSync } from 'node:fs';
import type { OrganisationV1, SigningKey } from '@holdfast/contracts';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import type { HubClient } from '../../client/hub-client.js';
import { publishChange } from '../../directory/change.js';
import { organisations } from '../../directory/in-force.js';
import { admitOfficer } from '../../directory/admit-officer.js';
import { newOrganisation } from '../../directory/new-organisation.js';
import { keyPath } from '../../settings.js';

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

/** Two officers of each, so that every pair can be tried. */
const OFFICERS: readonly [name: string, roles: string[]][] = [
  ['officer-1', ['REQUESTER', 'RESPONDER', 'ADMINISTRATOR']],
  ['officer-2', ['APPROVER', 'RESPONDER', 'ADMINISTRATOR']],
];

/** Adds the demo members that are not there yet, and their officers. Development only. */
export async function addDemoMembers(operator: HubClient, second: SigningKey, home: string): Promise<void> {
  const known = await organisations(operator);
  const missing = MEMBERS.filter(({ id }) => !known.has(id));
  await Promise.all(missing.map((member) => addMember(operator, second, home, member)));
}

async function addMember(operator: HubClient, second: SigningKey, home: string, member: Member): Promise<void> {
  const path = keyPath(home, member.id);
  if (!existsSync(path)) writeKey(path, newKey(`${member.id}-1`));
  const body = newOrganisation({ ...member, jurisdiction: 'ZZ' }, readKey(path));
  const officers = OFFICERS.map(([name, roles]) =>
    admitOfficer(operator, { path: keyPath(home, `${member.id}.${name}`), orgId: member.id, roles, second }),
  );
  const change = { kind: 'organisation' as const, reference: `${member.id}/1`, body, second };
  await Promise.all([publishChange(operator, change), ...officers]);
}
