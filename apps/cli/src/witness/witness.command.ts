import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from 'commander';
import { printVerifierKey } from '@holdfast/tlog';
import type { Signer } from '@holdfast/tlog';
import { CommandFailed } from '../output/command-failed.js';
import { collect } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { logKey } from '../verify/given/keys.js';
import { Evidence } from './evidence.js';
import { lockState } from './lock-state.js';
import { Witness } from './witness.js';
import { createWitnessKey, witnessSigner } from './witness-key.js';
import { witnessServer } from './witness-server.js';
import { WitnessState } from './witness-state.js';

interface WitnessOptions extends CommonOptions {
  key: string;
  name: string;
  log: string[];
  state?: string;
  host: string;
  port: number;
  createKey?: boolean;
}

const EXAMPLE = `
Example:
  holdfast witness --key witness.jwk --name acme.example/witness --create-key
  holdfast witness --key witness.jwk --name acme.example/witness --log hub.pub --state witness-state --port 7410`;

/** `holdfast witness`: a member's own process that vouches for the log of a hub, as long as it only grows. */
export function witnessCommand(common: (command: Command) => Command): Command {
  return common(new Command('witness').description('cosigns the checkpoints of a log as long as it only grows'))
    .requiredOption('--key <file>', 'private key of the witness, which signs nothing else')
    .requiredOption('--name <name>', 'name of the witness, best a URL without scheme; it is part of its key')
    .option('--create-key', 'makes the key, prints its verifier key and ends')
    .option('--log <key>', 'verifier key of a log, or a file that holds it; may be repeated', collect, [])
    .option('--state <folder>', 'folder of what was cosigned last; it must never be lost or set back')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', port, 7410)
    .addHelpText('after', EXAMPLE)
    .action(async (options: WitnessOptions) => {
      if (options.createKey) createWitnessKey(options.key);
      const signer = witnessSigner(options.key, options.name);
      if (!options.createKey) return serve(signer, options);
      const verifierKey = printVerifierKey(signer.key);
      process.stdout.write(`${options.json ? JSON.stringify({ verifierKey }) : verifierKey}\n`);
    });
}

async function serve(signer: Signer, { state: folder, log, host, port: wanted, json }: WitnessOptions): Promise<void> {
  if (folder === undefined || log.length === 0) throw new CommandFailed('Say which --log to watch, and name a --state');
  const logs = await Promise.all(log.map(logKey));
  const unlock = lockState(folder);
  const state = await WitnessState.open(folder, signer.key, logs);
  for (const { name } of logs) say(standingOf(name, state));
  const witness = new Witness({ signer, state, evidence: new Evidence(join(folder, 'evidence')), say });
  const server = witnessServer(witness, say).listen(wanted, host);
  await once(server, 'listening');
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  process.stdout.write(readyText(server.address(), signer, json));
  await stopped;
  server.closeAllConnections();
  unlock();
}

const say = (line: string): void =>
  void process.stderr.write(`${line.startsWith('REFUSED') ? styleText('red', line) : line}\n`);

/** A state that was lost must not look like a beginning. */
function standingOf(origin: string, state: WitnessState): string {
  const last = state.last(origin);
  if (last) return `${origin}: ${last.size} entries cosigned last, ${new Date(last.seconds * 1_000).toISOString()}`;
  return `${origin}: NOTHING COSIGNED YET. If this key did cosign it, stop now and bring the state back`;
}

function readyText(address: AddressInfo | string | null, { key }: Signer, json = false): string {
  const { address: host, port: taken, family } = Object(address);
  const url = `http://${family === 'IPv6' ? `[${host}]` : host}:${taken}`;
  const verifierKey = printVerifierKey(key);
  if (json) return `${JSON.stringify({ ready: true, url, verifierKey })}\n`;
  return `Witness on ${url}\nLine for the hub's file of witnesses:\n${verifierKey} ${url}\n`;
}

function port(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('give a port number');
  return Number(value);
}
