import { once } from 'node:events';
import { styleText } from 'node:util';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { table } from '../../output/table.js';
import type { CommonOptions } from '../../settings.js';
import { BEHAVIOURS } from '../world/behaviour.js';
import type { Behaviour } from '../world/behaviour.js';
import { amountText } from '../world/wallet.js';
import { foundExchanges } from './found-exchanges.js';
import { membersOf, withKeys } from './population.js';
import type { Member } from './population.js';
import type { ExchangeEvent } from './running-exchange.js';

interface ExchangesOptions extends CommonOptions {
  count: number;
  seed: string;
  behaviour?: Behaviour;
  list?: boolean;
}

/** `holdfast simulate exchanges`: exchanges that answer by their connectors, until they are told to stop. */
export function exchangesCommand(command: Command): Command {
  return command
    .description('runs simulated exchanges that answer lookups, freezes and orders; Ctrl-C stops them')
    .option('--count <n>', 'how many', count, 30)
    .option('--seed <text>', 'wallets and customers follow from it', 'holdfast')
    .addOption(new Option('--behaviour <behaviour>', 'all behave like this; absent: a mixture').choices(BEHAVIOURS))
    .option('--list', 'prints what each controls, and runs nothing')
    .addHelpText('after', '\nExample:\n  holdfast simulate exchanges --count 5 --behaviour prompt')
    .action(exchanges);
}

async function exchanges(options: ExchangesOptions): Promise<void> {
  const ids = Array.from({ length: options.count }, (_, at) => `sim-exchange-${String(at + 1).padStart(2, '0')}`);
  const { seed, behaviour } = options;
  const members = membersOf({ ids, seed, ...(behaviour === undefined ? {} : { behaviour }) });
  if (options.list) return list(members, options);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const keys = await foundExchanges(ids, options, say);
  const report = (event: ExchangeEvent) => print(event, options);
  const running = withKeys(members, keys, { options, report });
  for (const each of running) await each.catchUp();
  say(`${running.length} exchanges follow their feeds; holdfast simulate exchanges --list says what they control.`);
  await Promise.race([stopRequested(), ...running.map((each) => each.run())]);
  process.exit(0);
}

function print({ at, exchange, event, text, messageId }: ExchangeEvent, { json }: CommonOptions): void {
  const line = `${styleText('dim', at.slice(11, 19))} ${styleText('cyan', exchange)} ${text}`;
  process.stdout.write(`${json ? JSON.stringify({ at, exchange, event, text, messageId }) : line}\n`);
}

function list(members: readonly Member[], { json }: CommonOptions): void {
  const rows = members.flatMap(({ id, behaviour, wallets }) =>
    wallets.map(({ address, role, customer = '', balance }) => ({
      exchange: id,
      behaviour,
      accountId: address.accountId,
      role,
      customer,
      balance: amountText(balance),
    })),
  );
  if (json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
  else {
    const head = ['exchange', 'behaviour', 'account', 'role', 'customer', 'balance'];
    process.stdout.write(table(head, rows.map(Object.values<string>)));
  }
}

const stopRequested = () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);

function count(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new InvalidArgumentError('give a number from 1 to 99');
  return Number(value);
}
