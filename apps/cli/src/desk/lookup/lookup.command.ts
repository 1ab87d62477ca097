import { Command } from 'commander';
import type { OrganisationV1 } from '@holdfast/contracts';
import { organisations } from '../../directory/in-force.js';
import { CommandFailed } from '../../output/command-failed.js';
import { EXIT } from '../../output/exit-code.js';
import { collect } from '../../settings.js';
import { withAuthority, withOfficers } from '../ask/flags.js';
import { officerOf, secondOf } from '../ask/officer.js';
import type { Officer, OfficerOptions } from '../ask/officer.js';
import { sendRequest, sentText } from '../ask/send-request.js';
import type { SentRequest } from '../ask/send-request.js';
import { isSettled, untilAnswered } from '../ask/until-answered.js';
import { authorityOf } from '../say/requests/authority.js';
import type { AuthorityOptions } from '../say/requests/authority.js';
import { lookupMessages } from '../say/requests/lookup.js';
import { lookupRows, lookupText } from '../view/lookup-text.js';
import type { Looked } from '../view/lookup-text.js';
import type { RequestView } from '../view/request-view.js';
import { addressesAsked } from './addresses-asked.js';

interface LookupOptions extends OfficerOptions, AuthorityOptions {
  chain?: string;
  group: string[];
  file?: string;
}

const EXAMPLE = `
Example:
  holdfast lookup TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 --case 2026-77 --basis "POLICE_ORDER ZZ-77" \\
    --offence VOICE_PHISHING --why "The funds move on." --as demo-police --officer officer-1 --second officer-2`;

/** `holdfast lookup`: asks every exchange of a group who is responsible for addresses, and waits for the answers. */
export function lookupCommand(common: (command: Command) => Command): Command {
  const command = common(new Command('lookup').description('asks which exchange is responsible for addresses'))
    .argument('[address...]', 'addresses, or CAIP-10 accounts; more than 500 become several requests')
    .option('--file <file>', 'more addresses, one a line; - is stdin')
    .option('--chain <chain>', 'their chain, where several know them: bitcoin, tron, eip155:137')
    .option('--group <group>', 'group that is asked (exchanges); may be repeated', collect, []);
  return withAuthority(withOfficers(command)).addHelpText('after', EXAMPLE).action(lookup);
}

async function lookup(addresses: string[], options: LookupOptions): Promise<void> {
  const sent = await ask(addresses, options);
  if (sent.every(({ approved }) => approved)) await report(sent, officerOf(options), options);
  else if (options.json) process.stdout.write(`${JSON.stringify({ requests: sent.map(headOf) })}\n`);
  else process.stdout.write(sent.map((each) => sentText(each)).join(''));
}

/** Sends one request after another: each is recorded before the next one is signed. */
async function ask(given: string[], options: LookupOptions): Promise<SentRequest[]> {
  const addresses = addressesAsked(given, options);
  const [first, second, at] = [officerOf(options), secondOf(options), new Date()];
  const members = [...(await organisations(first.client)).values()].map(({ body }) => body);
  const groups = groupsOf(options, members);
  const own = members.find(({ id }) => id === first.client.partner);
  if (!own) throw new CommandFailed(`${first.client.partner} is no member of this hub; is --url right?`);
  const authority = authorityOf(options, own, { at, documentStatus: 'NOT_REQUIRED' });
  const sent: SentRequest[] = [];
  for (const message of lookupMessages({ addresses, groups, officer: first.id, at, authority }))
    sent.push(await sendRequest(message, first, second));
  return sent;
}

/** The groups that are asked; one without members would be asked in vain. */
function groupsOf({ group }: LookupOptions, members: readonly OrganisationV1[]): string[] {
  const groups = group.length > 0 ? group : ['exchanges'];
  const known = new Set(['members', ...members.flatMap((member) => member.groups)]);
  const unknown = groups.filter((each) => !known.has(each));
  if (unknown.length === 0) return groups;
  throw new CommandFailed(`No member is in the group ${unknown.join(', ')}; there are ${[...known].join(', ')}`);
}

async function report(sent: readonly SentRequest[], { client }: Officer, { json }: LookupOptions): Promise<void> {
  const views = await untilAnswered(
    client,
    sent.map(({ envelope }) => envelope.messageId),
  );
  const looked = sent.flatMap(({ envelope }, at): Looked[] => {
    const found = views[at]?.lookup;
    return found ? [{ envelope, found }] : [];
  });
  const requests = sent.map((each, at) => ({ ...headOf(each), ...stateOf(views[at]) }));
  if (json) process.stdout.write(`${JSON.stringify({ requests, rows: looked.flatMap(lookupRows) })}\n`);
  else process.stdout.write(`${lookupText(looked)}${requests.map(requestLine).join('')}`);
  if (!views.every(isSettled)) process.exitCode = EXIT.unavailable;
  else if (views.some((view) => view?.status !== 'SUBMITTED')) process.exitCode = EXIT.refused;
}

const headOf = ({ envelope, approved }: SentRequest) => ({ requestId: envelope.messageId, approved });

const stateOf = (view: RequestView | undefined) => ({ status: view?.status ?? 'UNKNOWN', ...view?.lookup });

function requestLine({ requestId, status }: { requestId: string; status: string }): string {
  return status === 'SUBMITTED'
    ? `request ${requestId}\n`
    : `request ${requestId} is ${status}: holdfast request show ${requestId}\n`;
}
