import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { OrganisationV1 } from '@holdfast/contracts';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import { CommandFailed } from '../command-failed.js';
import { table } from '../output/table.js';
import { clientAs, keyPath, settingsOf } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { newOrganisation } from './new-organisation.js';
import { publishOrganisation, registered, registry } from './registry.js';

interface PartnerOptions extends CommonOptions {
  as: string;
}

interface AddOptions extends PartnerOptions {
  type: string;
  name: string;
  jurisdiction: string;
  group: string[];
  key?: string;
}

const collect = (value: string, all: string[]): string[] => [...all, value];

/** `holdfast partner …`: who is a member, as messages that the hub's operator signs. */
export function partnerCommand(common: (command: Command) => Command): Command {
  const group = new Command('partner').description(
    'members of the hub: add, list, suspend, resume, rotate-key, remove',
  );
  const sub: SubCommand = (name, about, example) =>
    common(group.command(name).description(about))
      .option('--as <operator>', 'operator key that signs', 'operator-1')
      .addHelpText('after', `\nExample:\n  holdfast partner ${example}`);
  addCommand(sub);
  sub('list', 'lists the members', 'list').action((options: PartnerOptions) => list(options));
  changeCommands(sub);
  sub('rotate-key <id>', 'replaces its keys by a new one', 'rotate-key acme').action(rotate);
  return group;
}

type SubCommand = (name: string, about: string, example: string) => Command;

function addCommand(sub: SubCommand): void {
  const example = 'add acme --type EXCHANGE --name "Acme" --jurisdiction ZZ --group exchanges';
  sub('add <id>', 'admits a member; makes its key when none is given', example)
    .requiredOption(
      '--type <type>',
      'POLICE, PROSECUTOR, FIU, REGULATOR, COURT, EXCHANGE, ISSUER, CUSTODIAN, ANALYTICS, ISAC',
    )
    .requiredOption('--name <name>', 'legal name')
    .requiredOption('--jurisdiction <country>', 'ISO 3166-1 code')
    .option('--group <group>', 'group it belongs to; may be repeated', collect, [])
    .option('--key <file>', 'private key file of the partner')
    .action(add);
}

function changeCommands(sub: SubCommand): void {
  sub('suspend <id>', 'closes its streams and refuses its tokens', 'suspend acme').action(
    (id: string, options: PartnerOptions) => change(id, options, (body) => ({ ...body, status: 'SUSPENDED' })),
  );
  sub('resume <id>', 'lets it take part again', 'resume acme --with-backlog')
    .option('--with-backlog', 'gives what became visible during the suspension too')
    .action((id: string, options: PartnerOptions & { withBacklog?: boolean }) => {
      const backlog = options.withBacklog ? { withBacklog: true } : {};
      return change(id, options, (body) => ({ ...body, status: 'VERIFIED', ...backlog }));
    });
  sub('remove <id>', 'ends its membership', 'remove acme').action((id: string, options: PartnerOptions) =>
    change(id, options, (body) => ({ ...body, status: 'REMOVED', groups: [], keys: [] })),
  );
}

async function add(id: string, options: AddOptions): Promise<void> {
  const operator = clientAs(options.as, options);
  const before = (await registry(operator)).get(id);
  if (before && before.organisation.status !== 'REMOVED') throw new CommandFailed(`${id} is a partner already`);
  const path = options.key ?? keyPath(settingsOf(options).home, id);
  if (!existsSync(path)) writeKey(path, newKey(`${id}-1`));
  const { type, name, jurisdiction, group } = options;
  const body = newOrganisation({ id, type, legalName: name, jurisdiction, groups: group }, readKey(path));
  await announce(id, body.status, options, await publishOrganisation(operator, body, before));
}

async function change(
  id: string,
  options: PartnerOptions,
  to: (body: OrganisationV1) => OrganisationV1,
): Promise<void> {
  const operator = clientAs(options.as, options);
  const before = await registered(operator, id);
  const body = to(withoutBacklog(before.organisation));
  await announce(id, body.status, options, await publishOrganisation(operator, body, before));
}

async function rotate(id: string, options: PartnerOptions): Promise<void> {
  const operator = clientAs(options.as, options);
  const before = await registered(operator, id);
  const kid = `${id}-${before.versions + 1}`;
  const key = newKey(kid);
  const path = keyPath(settingsOf(options).home, kid);
  writeKey(path, key);
  const { keys } = newOrganisation(before.organisation, key);
  const messageId = await publishOrganisation(operator, { ...withoutBacklog(before.organisation), keys }, before);
  process.stderr.write(`The new key lies in ${path}; put it in place of the old one.\n`);
  await announce(id, before.organisation.status, options, messageId);
}

/** The backlog belongs to one resumption, not to what follows it. */
function withoutBacklog({ withBacklog: _once, ...body }: OrganisationV1): OrganisationV1 {
  return body;
}

async function announce(id: string, status: string, { json }: CommonOptions, messageId: string): Promise<void> {
  process.stdout.write(
    json ? `${JSON.stringify({ id, status, messageId })}\n` : `${id} is ${status}, recorded as ${messageId}\n`,
  );
}

async function list(options: PartnerOptions): Promise<void> {
  const known = [...(await registry(clientAs(options.as, options))).values()].map(({ organisation }) => organisation);
  if (options.json) {
    for (const organisation of known) process.stdout.write(`${JSON.stringify(organisation)}\n`);
    return;
  }
  const rows = known.map(({ id, type, status, groups, jurisdiction }) => [
    id,
    type,
    status,
    jurisdiction,
    groups.join(' '),
  ]);
  process.stdout.write(table(['partner', 'type', 'status', 'country', 'groups'], rows));
}
