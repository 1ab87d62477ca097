import { Command } from 'commander';
import { keyBackupCommands } from './key-backup-commands.js';
import { rotateCommand } from './rotate/rotate.command.js';

/** `holdfast keys …`: the keys of this home. */
export function keysCommand(common: (command: Command) => Command): Command {
  const keys = new Command('keys').description('keys of this home: backup, restore, rotate');
  for (const command of [...keyBackupCommands(common), rotateCommand(common)]) keys.addCommand(command.exitOverride());
  return keys;
}
