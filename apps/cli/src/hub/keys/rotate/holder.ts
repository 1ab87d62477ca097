import { HUB } from '@holdfast/contracts';
import type { OrganisationV1 } from '@holdfast/contracts';
import type { OwnedKey } from '@holdfast/platform';
import type { HubClient } from '../../../client/hub-client.js';
import { officers, organisation } from '../../../directory/in-force.js';
import type { InForce } from '../../../directory/in-force.js';
import { withoutBacklog } from '../../../directory/without-backlog.js';
import { CommandFailed } from '../../../output/command-failed.js';
import { partnerOf } from '../../../settings.js';
import type { HeldKey } from './next-step.js';

/** The directory object that states a key, as it is in force. */
export interface Holder {
  kind: 'organisation' | 'officer';
  supersedes: string;
  /** All its keys. */
  keys: readonly HeldKey[];
  /** Those that serve what the key serves. */
  own: readonly HeldKey[];
  /** What a new key says beside its id and its public half. */
  beside: object;
  /** For how long the replaced key counts on: for what it has signed and what is still on its way. */
  overlapMs: number;
  /** The object with other keys. */
  withKeys(keys: readonly HeldKey[]): object;
}

/** The life of an access token, which is the longest of all that processes sign. */
const PROCESS_OVERLAP_MS = 300_000;
const DAY_MS = 86_400_000;

/** Who holds the key of that name. Throws CommandFailed when the directory knows nobody. */
export async function holderOf(client: HubClient, name: string, key: OwnedKey | undefined): Promise<Holder> {
  const hub = await organisation(client, HUB);
  const process = name.toUpperCase();
  if (hub.body.keys.some((each) => each.process === process)) return processHolder(hub, process);
  if (!key) throw new CommandFailed(`No key of ${name} lies here; is this the right machine, and --home right?`);
  return key.officer === undefined ? partnerHolder(client, name) : officerHolder(client, partnerOf(name), key.officer);
}

function processHolder({ body, envelope }: InForce<OrganisationV1>, process: string): Holder {
  return {
    kind: 'organisation',
    supersedes: envelope.messageId,
    keys: body.keys,
    own: body.keys.filter((key) => key.process === process),
    beside: { process },
    overlapMs: PROCESS_OVERLAP_MS,
    withKeys: (keys) => ({ ...body, keys }),
  };
}

async function partnerHolder(client: HubClient, id: string): Promise<Holder> {
  const { body, envelope } = await organisation(client, id);
  return {
    kind: 'organisation',
    supersedes: envelope.messageId,
    keys: body.keys,
    own: body.keys,
    beside: {},
    overlapMs: DAY_MS,
    withKeys: (keys) => ({ ...withoutBacklog(body), keys }),
  };
}

async function officerHolder(client: HubClient, partner: string, id: string): Promise<Holder> {
  const known = (await officers(client, partner)).get(id);
  if (!known) throw new CommandFailed(`${partner} has no officer ${id}; is --home right?`);
  const { body, envelope } = known;
  return {
    kind: 'officer',
    supersedes: envelope.messageId,
    keys: body.keys,
    own: body.keys,
    beside: { class: 'SOFTWARE' },
    // A person signs once and waits for the record: nothing is on its way.
    overlapMs: 0,
    withKeys: (keys) => ({ ...body, officerId: id, keys }),
  };
}
