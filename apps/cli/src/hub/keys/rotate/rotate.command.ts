import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { settingsOf } from '../../../settings.js';
import { KeyRotation } from './key-rotation.js';
import type { Rotated, RotateOptions } from './key-rotation.js';
import { rotateSecret } from './rotate-secret.js';

const EXAMPLES = `
Example:
  holdfast keys rotate ledger --second operator-2
  holdfast keys rotate demo-police.officer-1 --as demo-police.officer-2 --second demo-police.officer-1`;

/** `holdfast keys rotate`: a new key in the place of one that lies here, without a restart and without a gap. */
export function rotateCommand(common: (command: Command) => Command): Command {
  return common(new Command('rotate').description('replaces a key; run it again where it had to wait for an approval'))
    .argument('<name>', 'a process (ledger), erasure, operator-1, acme or acme.kim', rotatable)
    .option('--as <officer>', 'operator, or administrator of the partner, who signs the change', 'operator-1')
    .option('--second <officer>', 'second officer, when that key lies here too; otherwise approve is needed, twice')
    .option('--at-once', 'ends the old key now: it may be in wrong hands')
    .addHelpText('after', EXAMPLES)
    .action(rotate);
}

function rotatable(name: string): string {
  if (/^log(-\d+)?$/.test(name))
    throw new InvalidArgumentError('The key of the log is replaced with the log: holdfast log rollover --new-key');
  return name;
}

async function rotate(name: string, options: RotateOptions): Promise<void> {
  if (name === 'erasure') {
    const secrets = await rotateSecret(join(settingsOf(options).home, 'keys', 'erasure.secret'));
    const text = `The newest of ${secrets} erasure secrets is used from now on.\n${AFTER}`;
    process.stdout.write(options.json ? `${JSON.stringify({ name, state: 'rotated', secrets })}\n` : text);
    return;
  }
  const rotated = await new KeyRotation(name, options).run();
  process.stdout.write(options.json ? `${JSON.stringify(rotated)}\n` : textOf(rotated));
}

const AFTER = 'Back up the keys again: holdfast keys backup\n';

function textOf({ name, state, kid, replaces, endsAt, messageId }: Rotated): string {
  const old = replaces.join(', ');
  const approve = `once a second officer approves: holdfast approve ${messageId} --as <officer>\nThen run this command again.\n`;
  switch (state) {
    case 'announced':
      return `${kid} follows ${old}, ${approve}`;
    case 'ending':
      return `${name} signs with ${kid}; ${old} ends, ${approve}`;
    default:
      return `${name} signs with ${kid}${endsAt === undefined ? '' : `; ${old} counts until ${endsAt}`}.\n${AFTER}`;
  }
}
