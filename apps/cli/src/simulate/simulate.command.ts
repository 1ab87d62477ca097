import { Command } from 'commander';
import { investigationCommand } from './investigation/investigation.command.js';
import { exchangesCommand } from './run/exchanges.command.js';

/** `holdfast simulate …`: partners that a development hub can be tried with. */
export function simulateCommand(common: (command: Command) => Command): Command {
  const group = new Command('simulate').description('partners to try a development hub with: exchanges, investigation');
  exchangesCommand(common(group.command('exchanges')));
  investigationCommand(common(group.command('investigation')));
  return group;
}
