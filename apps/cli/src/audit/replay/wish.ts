import { kinds, topicOf } from '@holdfast/contracts';
import type { ReplaySessionV1 } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';
import type { CommonOptions } from '../../settings.js';
import type { ReplayBasis } from './answers.js';

/** What `holdfast replay` is told. */
export interface ReplayOptions extends CommonOptions {
  as: string;
  second?: string;
  session?: string;
  kind: string[];
  from?: string;
  to: string[];
  case?: string;
  range?: string;
  profile?: string;
  asPartner?: string;
  purpose?: string;
}

/** As `--to` where the replay goes to a topic of its own. */
export const TO_TOPIC = 'topic';

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?Z)?$/;

/** The one `--to` that is no time: a file, or `topic`. */
export function destinationOf({ to }: ReplayOptions): string {
  const [where, ...more] = to.filter((each) => !TIME.test(each));
  if (where === undefined || more.length > 0)
    throw new CommandFailed('Say once where the replay goes: --to FILE or --to topic');
  return where;
}

/** What the operator asks for, as the session says it. */
export function sessionOf(options: ReplayOptions, { logSize, policyVersion }: ReplayBasis): ReplaySessionV1 {
  const { purpose, case: caseNumber } = options;
  if (purpose === undefined) throw new CommandFailed('Say what the replay is for: --purpose');
  return {
    purpose,
    logSize,
    policyVersion,
    topics: topicsOf(options.kind),
    ...spanOf(options, logSize),
    ...(caseNumber === undefined ? {} : { filter: { caseNumber } }),
    target: destinationOf(options) === TO_TOPIC ? 'SANDBOX' : 'FILE',
    redactionProfile: profileOf(options, purpose),
  };
}

/** Kinds by name or in the plural; none is all. */
function topicsOf(names: readonly string[]): string[] {
  const unknown = names.find((wanted) => !kinds.some(({ name, plural }) => name === wanted || plural === wanted));
  if (unknown !== undefined) throw new CommandFailed(`There is no kind ${unknown}; docs/reference/kinds.md lists all`);
  const wanted = kinds.filter(
    ({ name, plural }) => names.length === 0 || names.includes(name) || names.includes(plural),
  );
  return [...new Set(wanted.map(topicOf))];
}

function spanOf({ from, to, range }: ReplayOptions, logSize: number): Pick<ReplaySessionV1, 'window' | 'indexes'> {
  const until = to.find((each) => TIME.test(each));
  if (range !== undefined) {
    const [, first, last] = /^(\d{1,15})\.\.(\d{1,15})$/.exec(range) ?? [];
    if (first === undefined || last === undefined || from !== undefined || until !== undefined)
      throw new CommandFailed('Give a range as --range 1000..1999, without times');
    return { indexes: { from: Number(first), to: Number(last) } };
  }
  if (from === undefined && until === undefined) return { indexes: { from: 0, to: logSize - 1 } };
  if (from === undefined || until === undefined || !TIME.test(from))
    throw new CommandFailed('Give both ends of the time: --from 2026-04-01 --to 2026-05-01');
  return { window: { from: new Date(from).toISOString(), to: new Date(until).toISOString() } };
}

/** A court gets what may be used there, unless somebody says otherwise. */
function profileOf({ profile, asPartner }: ReplayOptions, purpose: string): string {
  const base = profile ?? (purpose === 'COURT' ? 'court' : 'full');
  if (asPartner === undefined) return base;
  return base === 'court' ? `court-as-${asPartner}` : `as-${asPartner}`;
}
