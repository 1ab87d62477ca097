import { Command } from 'commander';
import { OFFICER_ROLES } from '@holdfast/contracts';
import type { OfficerV1 } from '@holdfast/contracts';
import { CommandFailed } from '../output/command-failed.js';
import { changeText, publishChange } from './change.js';
import { officers } from './in-force.js';
import { table } from '../output/table.js';
import { clientAs, collect, keyOf, keyPath, partnerOf, settingsOf } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { admitOfficer } from './admit-officer.js';
import { signedWith } from './signed-with.js';

interface OfficerOptions extends CommonOptions {
  as: string;
  second?: string;
}

interface RevokeOptions extends OfficerOptions {
  compromised?: string;
  since?: string;
}

/** `holdfast officer …`: the people of a partner, by its administrators or, for the first ones, the hub's operators. */
export function officerCommand(common: (command: Command) => Command): Command {
  const group = new Command('officer').description('officers of a partner: add, list, revoke');
  const sub = (name: string, about: string, example: string) =>
    common(group.command(name).description(about))
      .requiredOption('--as <officer>', 'administrator of the partner (acme.chief), or operator of the hub')
      .addHelpText('after', `\nExample:\n  holdfast officer ${example}`);
  const second = ['--second <officer>', 'second officer, when that key lies here too'] as const;
  sub('add <name>', 'admits <partner>.<name>; makes the key', 'add acme.kim --role REQUESTER --as acme.chief')
    .requiredOption('--role <role>', `may be repeated: ${OFFICER_ROLES.join(', ')}`, collect, [])
    .option(...second)
    .action(add);
  sub('list <partner>', 'lists the officers in force', 'list acme --as acme.chief').action(list);
  sub('revoke <officer>', 'ends what an officer may do', 'revoke 8a6f1c3e-52b7-8d10-9c44-1f2e3d4c5b6a --as acme.chief')
    .option('--compromised <kid>', 'this key is in wrong hands: lists everything that it signed')
    .option('--since <time>', 'since when it is', '1970-01-01T00:00:00.000Z')
    .action(revoke);
  return group;
}

async function add(name: string, options: OfficerOptions & { role: string[] }): Promise<void> {
  const orgId = partnerOf(name);
  if (orgId === name) throw new CommandFailed('Name the officer as <partner>.<name>, for example acme.kim');
  const second = options.second === undefined ? undefined : keyOf(options.second, options);
  const path = keyPath(settingsOf(options).home, name);
  const changed = await admitOfficer(clientAs(options.as, options), { path, orgId, roles: options.role, second });
  const text = changeText(`${name} is officer ${changed.officer}, with the key ${path}`, changed);
  process.stdout.write(options.json ? `${JSON.stringify({ name, ...changed })}\n` : text);
}

async function list(partner: string, options: OfficerOptions): Promise<void> {
  const known = [...(await officers(clientAs(options.as, options), partner))];
  if (options.json) {
    for (const [id, { body }] of known) process.stdout.write(`${JSON.stringify({ id, ...body })}\n`);
    return;
  }
  const rows = known.map(([id, { body }]) => [id, body.status, body.roles.join(' '), keysText(body)]);
  process.stdout.write(table(['officer', 'status', 'roles', 'keys'], rows));
}

const keysText = ({ keys }: OfficerV1) =>
  keys.map(({ kid, compromisedSince }) => (compromisedSince === undefined ? kid : `${kid} (compromised)`)).join(' ');

async function revoke(id: string, options: RevokeOptions): Promise<void> {
  const client = clientAs(options.as, options);
  const known = (await officers(client)).get(id);
  if (!known) throw new CommandFailed(`No officer ${id}; holdfast officer list shows all`);
  const { body, envelope } = known;
  const { compromised, since = '' } = options;
  if (compromised !== undefined && !body.keys.some(({ kid }) => kid === compromised))
    throw new CommandFailed('The officer has no such key; holdfast officer list shows which');
  const keys = body.keys.map((key) => (key.kid === compromised ? { ...key, compromisedSince: since } : key));
  const changed = await publishChange(client, {
    kind: 'officer',
    reference: `revoke/${id}/${new Date().toISOString()}`,
    supersedes: envelope.messageId,
    body: { ...body, officerId: id, keys, status: 'REVOKED' },
    aloneSuffices: true,
  });
  const signed =
    compromised === undefined ? [] : await signedWith(client, { partner: body.orgId, kid: compromised, since });
  if (options.json) process.stdout.write(`${JSON.stringify({ officer: id, ...changed, signed })}\n`);
  else {
    process.stdout.write(changeText(`${id} is revoked`, changed));
    const rows = signed.map(({ index, messageId, kind, acceptedAt }) => [String(index), messageId, kind, acceptedAt]);
    if (compromised !== undefined)
      process.stdout.write(table(['index', 'signed by that key', 'kind', 'accepted'], rows));
  }
}
