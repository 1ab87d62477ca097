import { styleText } from 'node:util';
import { table } from '../../output/table.js';
import type { Refusal } from './upload.js';

const SHOWN = 20;

/** What became of a submission. */
export interface Summary {
  accepted: number;
  /** Accepted and not sent before. */
  new: number;
  duplicates: number;
  refused: number;
  refusals: Refusal[];
  /** Sent before with other content: recorded as such, the first one stands. */
  conflicts: number;
  /** Accepted and not yet seen in the record; accepted means that they will be. */
  unrecorded: number;
}

/** The summary for people. */
export function summaryText(summary: Summary): string {
  const { accepted, duplicates, refused, refusals, conflicts, unrecorded } = summary;
  const lines = [
    `${styleText('green', 'accepted')}  ${accepted} (${summary.new} new, ${duplicates} sent before)`,
    ...(summary.new === 0 && accepted > 0
      ? [`Nothing new: ${refused === 0 ? 'every message' : 'all the rest'} of this file is recorded already.`]
      : []),
    ...(conflicts > 0
      ? [`${styleText('red', 'conflicts')} ${conflicts}: the same reference was sent before with other content`]
      : []),
    ...(unrecorded > 0 ? [`waiting   ${unrecorded} are accepted and not yet in the record`] : []),
    ...(refused > 0 ? [`${styleText('yellow', 'refused')}   ${refused}`] : []),
  ];
  const rows = refusals
    .slice(0, SHOWN)
    .map(({ line, pointer, rule, message }) => [String(line), pointer || '/', rule, message]);
  const rest = refusals.length > SHOWN ? `… and ${refusals.length - SHOWN} more; --json shows all\n` : '';
  return `${lines.join('\n')}\n${rows.length > 0 ? `\n${table(['line', 'pointer', 'rule', 'why'], rows)}${rest}` : ''}`;
}
