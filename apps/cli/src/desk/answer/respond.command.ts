import { Command, Option } from 'commander';
import { EnforcementRequestV1, parse, TargetAnswer } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { publishSigned } from '../../client/publish-signed.js';
import { EXIT } from '../../output/exit-code.js';
import { clientAs, collect } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { findRequest, messageOf } from '../ask/find-request.js';
import { answersOf } from '../say/answers/answers.js';
import type { Said } from '../say/answers/answers.js';
import { responseMessage } from '../say/answers/response.js';
import { momentOf } from '../values/end-of.js';
import { oneOfWords, wordsOf } from '../values/words-of.js';

interface RespondOptions extends CommonOptions, Omit<Said, 'targets'> {
  as: string;
  target: string[];
  final?: boolean;
  searched: string[];
  searchedSince?: string;
}

const OUTCOMES = wordsOf(TargetAnswer, 'outcome');
const REASONS = wordsOf(TargetAnswer, 'reasonCode');
const outcome = (word: string): string => oneOfWords('--others', word, OUTCOMES);

const EXAMPLES = `
Examples:
  holdfast respond 1d2c3b4a-5968-8776-8554-433221100ffe --outcome CONTROLLED --target T1 \\
    --others NOT_CONTROLLED --final --as demo-exchange-1
  holdfast respond 1d2c3b4a-5968-8776-8554-433221100ffe --outcome REFUSED --reason-code OVERBROAD \\
    --narrowing "One account, from 1 April." --final --as demo-exchange-1`;

/** `holdfast respond`: a recipient answers a request, target by target. */
export function respondCommand(common: (command: Command) => Command): Command {
  return common(new Command('respond').description('answers a request that this partner was given'))
    .argument('<request>', 'request')
    .requiredOption('--as <partner>', 'partner that answers')
    .addOption(new Option('--outcome <outcome>', 'what became of it').choices(OUTCOMES).makeOptionMandatory())
    .option('--target <id>', 'targets with that outcome (all); may be repeated', collect, [])
    .addOption(
      new Option('--others <outcome>', 'outcome of every other target, out of the same words').argParser(outcome),
    )
    .option('--final', 'nothing more will come: ends this leg; every target then needs an outcome')
    .addOption(new Option('--reason-code <code>', 'why; a refusal always says it').choices(REASONS))
    .option('--narrowing <text>', 'OVERBROAD: the narrower request that would be answered')
    .option('--duplicate-of <request>', 'DUPLICATE_OF: the request that was answered already')
    .option('--searched <system>', 'NO_MATCH: system that was searched; may be repeated', collect, [])
    .option('--searched-since <time>', 'NO_MATCH: from when on')
    .addHelpText('after', EXAMPLES)
    .action(respond);
}

async function respond(requestId: string, options: RespondOptions): Promise<void> {
  const client = clientAs(options.as, options);
  const view = await findRequest(client, requestId);
  const request = await messageOf(client, view);
  const at = new Date();
  const targets = parse(EnforcementRequestV1, request.body).targets.map(({ targetId }) => targetId);
  const perTarget = answersOf({ ...options, targets }, options.target, view.holds);
  const isFinal = options.final ?? false;
  const searchScope = scopeOf(options, at);
  const answer = { responder: client.partner, at, final: isFinal, perTarget, ...(searchScope ? { searchScope } : {}) };
  const { sealed, entry } = await publishSigned(client, responseMessage(request, answer), []);
  const { messageId } = sealed.envelope;
  if (options.json)
    process.stdout.write(`${JSON.stringify({ messageId, final: isFinal, perTarget, reason: entry.reason })}\n`);
  else process.stdout.write(doneText(request, perTarget, { messageId, isFinal, reason: entry.reason }));
  if (entry.reason !== undefined) process.exitCode = EXIT.refused;
}

function scopeOf({ searched, searchedSince }: RespondOptions, at: Date) {
  if (searched.length === 0) return undefined;
  const from = searchedSince === undefined ? at.toISOString() : momentOf(searchedSince);
  return { systems: searched, from, to: at.toISOString(), heuristics: [] };
}

function doneText(
  { sender, messageId: requestId }: Envelope,
  perTarget: readonly TargetAnswer[],
  { messageId, isFinal, reason }: { messageId: string; isFinal: boolean; reason: string | undefined },
): string {
  if (reason !== undefined) return `${messageId} is recorded without effect: ${reason}\n`;
  const said = perTarget.map(({ targetId, outcome }) => `${targetId} ${outcome}`).join(', ');
  const rest = isFinal ? '' : `; more is owed until an answer is --final: holdfast request show ${requestId}`;
  return `${sender} is told: ${said} (${messageId})${rest}\n`;
}
