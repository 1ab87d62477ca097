import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { EnforcementRequestV1, PRIORITIES, readJson } from '@holdfast/contracts';
import { messageFile } from '../../messages/submit/read-lines.js';
import { CommandFailed } from '../../output/command-failed.js';
import { collect } from '../../settings.js';
import { withAuthority, withOfficers } from '../ask/flags.js';
import { officerOf, secondOf } from '../ask/officer.js';
import type { Officer, OfficerOptions } from '../ask/officer.js';
import { sendRequest, sentText } from '../ask/send-request.js';
import { wordsOf } from '../values/words-of.js';
import { messageByType } from './message-by-type.js';
import type { TypeOptions } from './message-by-type.js';

const GROUNDS = wordsOf(EnforcementRequestV1, 'emergencyGround');

const EXAMPLES = `
Examples:
  holdfast request new request.json --as demo-police --officer officer-1 --second officer-2
  holdfast request new --type FREEZE --to demo-exchange-1 --address TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 \\
    --amount 48250.75 --asset USDT --case 2026-77 --basis "POLICE_ORDER ZZ-77" --offence VOICE_PHISHING \\
    --why "The funds move on." --as demo-police --officer officer-1 --second officer-2
  holdfast request new --type RELEASE --hold 3f9b2d10-7c4e-8a51-b2d3-6e5f40312211 --why "The case is closed." \\
    --as demo-police --officer officer-1 --second officer-2`;

type NewOptions = OfficerOptions & TypeOptions & { type?: string };

/** Adds `holdfast request new`: a request from a file, or from flags. */
export function newRequestCommand(sub: (name: string, about: string) => Command): void {
  const command = sub('new [file]', 'signs and sends a request: one JSON message, or built from flags')
    .addOption(new Option('--type <type>', 'type of request').choices(['FREEZE', 'FREEZE_EXTENSION', 'RELEASE']))
    .option('--to <partner>', 'FREEZE: exchange that is asked; may be repeated', collect, [])
    .option('--lookup <request>', 'FREEZE: instead of --to, whoever this lookup names')
    .option('--group <group>', 'with --lookup: group that was asked (exchanges); may be repeated', collect, [])
    .option('--address <address>', 'FREEZE: address; may be repeated', collect, [])
    .option('--chain <chain>', 'FREEZE: chain of the addresses, where several know them')
    .option('--amount <decimal>', 'FREEZE: hold no more than this; RELEASE: let go no more than this')
    .option('--asset <asset>', 'asset of the amount: USDT, or a CAIP-19 id')
    .option('--decimals <number>', 'decimals of an asset that is not known here', Number)
    .option('--expires <time>', 'FREEZE: when it ends by itself (72h); FREEZE_EXTENSION: the new end')
    .option('--document-due <time>', 'FREEZE: by when the legal document follows (24h)')
    .addOption(new Option('--priority <priority>', 'how fast').choices(PRIORITIES).default('ROUTINE'))
    .addOption(new Option('--ground <ground>', 'why it is not ROUTINE').choices(GROUNDS))
    .option('--hold <hold>', 'RELEASE, FREEZE_EXTENSION: the hold');
  withAuthority(withOfficers(command)).addHelpText('after', EXAMPLES).action(create);
}

async function create(file: string | undefined, options: NewOptions): Promise<void> {
  const [first, second] = [officerOf(options), secondOf(options)];
  const sent = await sendRequest(await messageFrom(file, first, options), first, second);
  const { messageId: requestId } = sent.envelope;
  const { approved } = sent;
  process.stdout.write(options.json ? `${JSON.stringify({ requestId, approved })}\n` : sentText(sent));
}

async function messageFrom(
  file: string | undefined,
  first: Officer,
  { type, ...options }: NewOptions,
): Promise<object> {
  if (file !== undefined && type === undefined) return messageIn(file, first);
  if (file === undefined && type !== undefined) return messageByType(type, first, options);
  throw new CommandFailed('Give a file with the request, or --type with its flags; not both');
}

/** The message of a file as this officer sends it; whoever signed it before, signed for somebody else. */
function messageIn(file: string, { id }: Officer): object {
  const { path } = messageFile(file);
  const { signatures: _signatures, ...content } = Object(readJson(readFileSync(path === '-' ? 0 : path)));
  if (content.kind !== 'enforcement-request')
    throw new CommandFailed(`${file} holds no enforcement-request; other messages go by holdfast submit`);
  return { ...content, officer: id };
}
