import { existsSync } from 'node:fs';
import { messageIdOf } from '@holdfast/contracts';
import type { OfficerV1, SigningKey } from '@holdfast/contracts';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import type { HubClient } from '../client/hub-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { publishChange } from './change.js';
import type { Changed } from './change.js';
import { officers } from './in-force.js';
import { newOfficer } from './new-officer.js';

/** A new officer: where the key lies or will lie, and what the officer may do. */
export interface NewOfficer extends Pick<OfficerV1, 'orgId' | 'roles'> {
  path: string;
  second?: SigningKey | undefined;
}

/** Admits an officer and makes the key, unless it lies there already. Returns the officer's id too. */
export async function admitOfficer(client: HubClient, wanted: NewOfficer): Promise<Changed & { officer: string }> {
  const { path, orgId, roles, second } = wanted;
  const key = existsSync(path) ? readKey(path) : newKey();
  const reference = `officer/${key.kid}`;
  const officer = messageIdOf({ sender: client.partner, kind: 'officer', reference });
  if (!existsSync(path)) writeKey(path, { ...key, officer });
  else if (readKey(path).officer !== officer || (await officers(client, orgId)).has(officer))
    throw new CommandFailed(`${path} is the key of an officer already; a new one needs another name`);
  const body = newOfficer(orgId, roles, key);
  return { ...(await publishChange(client, { kind: 'officer', reference, body, second })), officer };
}
