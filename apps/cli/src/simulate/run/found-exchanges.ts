import { existsSync } from 'node:fs';
import { HUB } from '@holdfast/contracts';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import type { OwnedKey } from '@holdfast/platform';
import { HubClient } from '../../client/hub-client.js';
import { admitOfficer } from '../../directory/admit-officer.js';
import { publishChange } from '../../directory/change.js';
import { officers, organisations } from '../../directory/in-force.js';
import { newOrganisation } from '../../directory/new-organisation.js';
import { CommandFailed } from '../../output/command-failed.js';
import { keyOf, keyPath, settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

const AT_ONCE = 4;

/** The keys of a simulated exchange: of its system and of its officer. */
export interface ExchangeKeys {
  id: string;
  system: OwnedKey;
  officer: OwnedKey;
}

/**
 * Admits the simulated exchanges that are no members yet, each with an officer, by two operators whose keys lie here.
 * Throws CommandFailed on a hub without demo members: nothing is simulated where it could be taken for real.
 */
export async function foundExchanges(
  ids: readonly string[],
  options: CommonOptions,
  say: (line: string) => void,
): Promise<ExchangeKeys[]> {
  const { url, home } = settingsOf(options);
  const operator = new HubClient(url, HUB, keyOf('operator-1', options));
  const [known, people] = await Promise.all([organisations(operator), officers(operator)]);
  if (!known.has('demo-police'))
    throw new CommandFailed(`${url} has no demo members: exchanges are simulated on a development hub (npm start)`);
  const missing = ids.filter((id) => !known.has(id) || !hasOfficer(people, keyPath(home, officerName(id))));
  if (missing.length > 0) say(`Admitting ${missing.length} simulated exchanges …`);
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const some = missing.slice(at, at + AT_ONCE);
    await Promise.all(some.map((id) => admit(operator, { id, options, isMember: known.has(id) })));
  }
  return ids.map((id) => ({ id, system: keyOf(id, options), officer: keyOf(officerName(id), options) }));
}

const officerName = (id: string): string => `${id}.officer-1`;

const hasOfficer = (people: ReadonlyMap<string, unknown>, path: string): boolean =>
  existsSync(path) && people.has(readKey(path).officer ?? '');

async function admit(
  operator: HubClient,
  { id, options, isMember }: { id: string; options: CommonOptions; isMember: boolean },
): Promise<void> {
  const { home } = settingsOf(options);
  const second = keyOf('operator-2', options);
  const path = keyPath(home, id);
  if (isMember && !existsSync(path))
    throw new CommandFailed(`${id} is a member, and its key does not lie at ${path}; is --home right?`);
  if (!existsSync(path)) writeKey(path, newKey(`${id}-1`));
  const member = { id, type: 'EXCHANGE', legalName: `Simulated Exchange ${id}`, groups: ['exchanges'] };
  const body = newOrganisation({ ...member, jurisdiction: 'ZZ' }, readKey(path));
  const change = { kind: 'organisation' as const, reference: `${id}/1`, body, second };
  const officer = { path: keyPath(home, officerName(id)), orgId: id, roles: ['RESPONDER'], second };
  await Promise.all([isMember ? undefined : publishChange(operator, change), admitOfficer(operator, officer)]);
}
