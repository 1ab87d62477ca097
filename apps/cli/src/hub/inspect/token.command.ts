import { Command } from 'commander';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

/** `holdfast token`: an access token for scripts. */
export function tokenCommand(common: (command: Command) => Command): Command {
  return common(new Command('token').description('prints an access token of a partner, good for five minutes'))
    .argument('<partner>', 'partner whose key is used')
    .addHelpText(
      'after',
      '\nExample:\n  curl -H "authorization: Bearer $(holdfast token demo-police)" http://127.0.0.1:7400/v1/entries',
    )
    .option('--officer <name>', 'officer of the partner who acts')
    .action(async (partner: string, options: CommonOptions & { officer?: string }) => {
      const { officer } = options;
      const token = await clientAs(officer === undefined ? partner : `${partner}.${officer}`, options).token();
      process.stdout.write(`${options.json ? JSON.stringify({ access_token: token }) : token}\n`);
    });
}
