import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { HUB } from '@holdfast/contracts';
import type { OrganisationV1 } from '@holdfast/contracts';
import { newKey, readKey, writeKey } from '@holdfast/platform';
import { CommandFailed } from '../output/command-failed.js';
import { changeText, publishChange } from './change.js';
import type { Changed } from './change.js';
import { organisation, organisations } from './in-force.js';
import type { InForce } from './in-force.js';
import { table } from '../output/table.js';
import { clientAs, collect, keyOf, keyPath, settingsOf } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { newOrganisation } from './new-organisation.js';
import { withoutBacklog } from './without-backlog.js';

interface PartnerOptions extends CommonOptions {
  as: string;
  second?: string;
}

interface AddOptions extends PartnerOptions {
  type: string;
  name: string;
  jurisdiction: string;
  group: string[];
  key?: string;
}

/** `holdfast partner …`: who is a member, as messages that the hub's operator signs. */
export function partnerCommand(common: (command: Command) => Command): Command {
  const group = new Command('partner').description(
    'members of the hub: add, list, suspend, resume, rotate-key, remove',
  );
  const sub: SubCommand = (name, about, example) =>
    common(group.command(name).description(about))
      .option('--as <operator>', 'operator who signs', 'operator-1')
      .option('--second <operator>', 'second operator, when that key lies here too; otherwise approve is needed')
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
  const before = (await organisations(clientAs(options.as, options))).get(id);
  if (before && before.body.status !== 'REMOVED') throw new CommandFailed(`${id} is a partner already`);
  const path = options.key ?? keyPath(settingsOf(options).home, id);
  if (!existsSync(path)) writeKey(path, newKey(`${id}-1`));
  const { type, name, jurisdiction, group } = options;
  const body = newOrganisation({ id, type, legalName: name, jurisdiction, groups: group }, readKey(path));
  await announce(body, options, await publish(body, options, before));
}

async function change(
  id: string,
  options: PartnerOptions,
  to: (body: OrganisationV1) => OrganisationV1,
): Promise<void> {
  const before = await organisation(clientAs(options.as, options), id);
  const body = to(withoutBacklog(before.body));
  await announce(body, options, await publish(body, options, before));
}

async function rotate(id: string, options: PartnerOptions): Promise<void> {
  if (id === HUB) throw new CommandFailed("The hub's keys belong to its processes and operators; rotate those");
  const before = await organisation(clientAs(options.as, options), id);
  const key = newKey(`${id}-${Date.now()}`);
  const path = keyPath(settingsOf(options).home, key.kid);
  writeKey(path, key);
  const body = { ...withoutBacklog(before.body), keys: newOrganisation(before.body, key).keys };
  const changed = await publish(body, options, before);
  process.stderr.write(`The new key lies in ${path}; put it in place of the old one.\n`);
  await announce(body, options, changed);
}

function publish(
  body: OrganisationV1,
  { second, ...options }: PartnerOptions,
  before: InForce<OrganisationV1> | undefined,
): Promise<Changed> {
  return publishChange(clientAs(options.as, options), {
    kind: 'organisation',
    reference: `${body.id}/${new Date().toISOString()}`,
    ...(before ? { supersedes: before.envelope.messageId } : {}),
    body,
    second: second === undefined ? undefined : keyOf(second, options),
    aloneSuffices: body.status === 'SUSPENDED',
  });
}

async function announce({ id, status }: OrganisationV1, { json }: CommonOptions, changed: Changed): Promise<void> {
  const text = changeText(`${id} is ${status}`, changed);
  process.stdout.write(json ? `${JSON.stringify({ id, status, ...changed })}\n` : text);
}

async function list(options: PartnerOptions): Promise<void> {
  const known = [...(await organisations(clientAs(options.as, options))).values()].map(({ body }) => body);
  if (options.json) {
    for (const body of known) process.stdout.write(`${JSON.stringify(body)}\n`);
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
