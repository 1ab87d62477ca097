import { readFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import { Command } from 'commander';
import { canonical, readJson, seal, signContent } from '@holdfast/contracts';
import type { HubClient } from '../../client/hub-client.js';
import { CommandFailed } from '../../output/command-failed.js';
import { EXIT } from '../../output/exit-code.js';
import { table } from '../../output/table.js';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { messageFile } from '../submit/read-lines.js';
import { proposalOf } from './proposal.js';

interface SignOptions extends CommonOptions {
  as: string;
}

/** `holdfast sign`: an officer signs one message; what is printed can be submitted, or signed by a second officer. */
export function signCommand(common: (command: Command) => Command): Command {
  return common(new Command('sign').description('signs a message as an officer and prints it, ready to submit'))
    .argument('<file>', 'one message as .json')
    .requiredOption('--as <officer>', 'officer who signs, for example acme.kim')
    .addHelpText('after', '\nExample:\n  holdfast sign request.json --as demo-police.officer-1 > signed.json')
    .action(async (path: string, options: SignOptions) => {
      const signed = await sign(clientAs(options.as, options), messageFile(path).path);
      if (signed) process.stdout.write(`${JSON.stringify(signed)}\n`);
    });
}

/** Signs what this machine itself reads in the file, and only if the hub reads the same. */
async function sign(client: HubClient, path: string): Promise<object | undefined> {
  const { officer } = client.key;
  if (officer === undefined) throw new CommandFailed('Only an officer signs; name one with --as');
  const { signatures = [], ...content } = Object(readJson(readFileSync(path)));
  const message = { officer, ...content };
  const proposal = await proposalOf(client, message);
  if (proposal.faults.length > 0) {
    const rows = proposal.faults.map(({ pointer, rule, message: why }) => [pointer || '/', rule, why]);
    process.stderr.write(`Not signed: the hub would refuse it\n${table(['pointer', 'rule', 'why'], rows)}`);
    process.exitCode = EXIT.refused;
    return undefined;
  }
  const own = seal(message, client.partner);
  const isSame =
    proposal.canonical === canonical(own.envelope) &&
    proposal.contentHash === hash('sha256', proposal.canonical, 'hex');
  if (!isSame) throw new CommandFailed('The hub reads another message in this file; nothing was signed');
  return { ...message, signatures: [...signatures, signContent(own.contentHash, 'officer', client.key)] };
}
