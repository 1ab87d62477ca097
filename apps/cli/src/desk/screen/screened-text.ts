import { table } from '../../output/table.js';
import type { AccountFlags, Screened, ShownFlag } from './screened.js';

const SHOWN = 20;

const HEAD = ['status', 'by', 'role', 'category', 'grade', 'confidence', 'asks for', 'until', 'flag'];

const cellsOf = (flag: ShownFlag): string[] => [
  flag.status,
  flag.sender,
  flag.memo === undefined ? flag.role : `${flag.role} (memo ${flag.memo})`,
  flag.crimeCategory,
  `${flag.sourceReliability}${flag.infoAccuracy}`,
  String(flag.confidence),
  flag.requestedAction,
  flag.validUntil.slice(0, 10),
  flag.flagId,
];

/** The flags of one account, for people. */
export function flagsText({ account, flags, more }: AccountFlags): string {
  if (flags.length === 0) return `No flag that you may see is in force on ${account}\n`;
  const own = flags.map(ownText).join('');
  return `${account}\n${table(HEAD, flags.map(cellsOf))}${own}${more ? `There are more than these ${flags.length}\n` : ''}`;
}

/** What became of a file, for people: the flagged, what could not be read, and how many were judged. */
export function screenedText(file: string, { flagged, clean, unreadable }: Screened): string {
  const rows = flagged.flatMap(({ line, account, flags }) =>
    flags.map((flag) => [String(line), account, ...cellsOf(flag)]),
  );
  const faults = unreadable.slice(0, SHOWN).map(({ line, message }) => `${file}:${line} ${message}\n`);
  const rest = unreadable.length > SHOWN ? [`… and ${unreadable.length - SHOWN} more that cannot be read\n`] : [];
  const sum = `${flagged.length} flagged, ${clean} without a flag that you may see, ${unreadable.length} unreadable\n`;
  return [rows.length > 0 ? table(['line', 'account', ...HEAD], rows) : '', ...faults, ...rest, sum].join('');
}

/** What the flagger is told beside the table: who met it, what readers say, and until when to answer. */
function ownText({ flagId, own }: ShownFlag): string {
  if (!own) return '';
  const { hits, verdicts, answerDueAt } = own;
  const said = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  const last = hits.last ? `, the last at ${hits.last.at}` : '';
  const due = answerDueAt === undefined ? '' : `; answer with a new version by ${answerDueAt}`;
  return `yours ${flagId}: ${[`${hits.count} hits${last}`, ...said].join(', ')}${due}\n`;
}
