import { Command, Option } from 'commander';
import { approveCommand } from '../../messages/sign/approve.command.js';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { findRequest, messageIfGiven, requests } from '../ask/find-request.js';
import type { Wanted } from '../ask/find-request.js';
import { requestText } from '../view/request-text.js';
import type { RequestView } from '../view/request-view.js';
import { requestsTable } from '../view/requests-table.js';
import { changeCommands } from './change-request.js';
import { newRequestCommand } from './new-request.js';

interface ReadOptions extends CommonOptions {
  as: string;
}

interface ListOptions extends ReadOptions {
  open?: boolean;
  role?: 'sent' | 'received';
  type?: string;
  case?: string;
}

/** `holdfast request …`: requests of authorities, from both ends. */
export function requestCommand(common: (command: Command) => Command): Command {
  const group = new Command('request').description(
    'requests of authorities: new, approve, list, show, document, withdraw',
  );
  const sub = (name: string, about: string) => common(group.command(name).description(about));
  newRequestCommand(sub);
  sub('list', 'lists the requests in which a partner takes part')
    .requiredOption('--as <partner>', 'partner that reads')
    .option('--open', 'only those in which somebody still owes something')
    .addOption(new Option('--role <role>', 'only those that it sent, or received').choices(['sent', 'received']))
    .addOption(new Option('--received', 'as --role received').implies({ role: 'received' }))
    .option('--type <type>', 'only of this type, for example FREEZE')
    .option('--case <number>', 'only of this case of its own')
    .addHelpText('after', '\nExample:\n  holdfast request list --open --received --as demo-exchange-1')
    .action(list);
  sub('show <request>', 'shows a request: what was answered, what is owed until when, what is held')
    .requiredOption('--as <partner>', 'partner that reads')
    .addHelpText('after', '\nExample:\n  holdfast request show 1d2c3b4a-5968-8776-8554-433221100ffe --as demo-police')
    .action(show);
  changeCommands(sub);
  return group.addCommand(approveCommand(common));
}

async function list(options: ListOptions): Promise<void> {
  const { open, role, type, case: caseNumber } = options;
  const wanted: Wanted = {
    ...(open ? { open: 'true' } : {}),
    ...(role === undefined ? {} : { role }),
    ...(type === undefined ? {} : { type }),
    ...(caseNumber === undefined ? {} : { case: caseNumber }),
  };
  const views: RequestView[] = [];
  for await (const view of requests(clientAs(options.as, options), wanted)) {
    if (options.json) process.stdout.write(`${JSON.stringify(view)}\n`);
    else views.push(view);
  }
  if (options.json) return;
  process.stdout.write(views.length === 0 ? 'No requests\n' : requestsTable(views, new Date()));
}

async function show(requestId: string, options: ReadOptions): Promise<void> {
  const client = clientAs(options.as, options);
  const view = await findRequest(client, requestId);
  const message = await messageIfGiven(client, view);
  process.stdout.write(
    options.json ? `${JSON.stringify({ ...view, message })}\n` : requestText(view, message, new Date()),
  );
}
