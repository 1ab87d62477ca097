import { styleText } from 'node:util';
import { printRanges } from '../../output/print-ranges.js';
import { table } from '../../output/table.js';
import { checkLines } from '../given/check.js';
import type { Check } from '../given/check.js';
import type { ListedLog } from './chain.js';
import { countOf } from './declared-lost.js';
import type { IndexRange } from './declared-lost.js';
import type { Finding } from '../walk/finding.js';
import type { LogVerdict } from './judge-log.js';

const SHOWN = 25;

/** What came of all logs of a chain. */
export interface ChainVerdict {
  logs: (LogVerdict & { below: string; listed?: ListedLog; lost?: readonly IndexRange[] })[];
  /** What concerns the logs together. */
  checks: Check[];
}

type LogOf = ChainVerdict['logs'][number];

/** Whether everything holds; no log at all is no proof of anything. */
export const isHeld = ({ logs, checks }: ChainVerdict): boolean =>
  logs.length > 0 && [...checks, ...logs.flatMap((log) => log.checks)].every(({ holds }) => holds);

/** The verdict for people, or for machines as one line of JSON. */
export function describeChain(verdict: ChainVerdict, { json, save }: { json?: boolean; save?: string }): string {
  if (json) return `${JSON.stringify(printable(verdict))}\n`;
  const holds = isHeld(verdict);
  const logs = verdict.logs.map((log) => `${checkLines(log.checks)}${findingsOf(log)}`).join('\n');
  const chain = verdict.checks.length > 0 ? checkLines(verdict.checks) : '';
  const rows = verdict.logs.map(rowOf);
  const summary = table(['log', 'entries', 'indexes', 'root', 'verdict'], rows);
  return `${logs}${chain}\n${summary}\n${holds ? proved(verdict, save) : 'This log does NOT hold: see what differs.\n'}`;
}

function findingsOf({ findings, below }: LogOf): string {
  if (findings.length === 0) return '';
  const shown = findings.slice(0, SHOWN).map(({ path, says }) => [`${below}${path}`, says]);
  const rest = findings.length - shown.length;
  return `\n${table(['what differs', 'how'], shown)}${rest > 0 ? `and ${rest} more; --json lists them all\n` : ''}`;
}

function rowOf({ checkpoint, listed, checks, lost = [] }: LogOf): string[] {
  const held = lost.length === 0 ? 'holds' : `HOLDS, ${countOf(lost)} LOST`;
  const verdict = checks.every(({ holds }) => holds) ? held : 'DOES NOT HOLD';
  if (!checkpoint) return [listed?.origin ?? 'unknown', '', '', '', verdict];
  const { origin, size, root } = checkpoint;
  const base = listed?.base ?? 0;
  const indexes = size === 0 ? 'none yet' : `${base}–${base + size - 1}`;
  return [origin, String(size), indexes, root.toString('base64'), verdict];
}

function proved({ logs }: ChainVerdict, save: string | undefined): string {
  const kept = save === undefined ? '' : `The checkpoint is kept in ${save}: give it as --since the next time.\n`;
  const lost = logs.flatMap((log) => log.lost ?? []);
  return (
    `${lost.length === 0 ? whole : wholeBut(lost)}\n${kept}` +
    'Not proved: what the entries say (that takes receipts), and that the hub shows everybody this same log (that takes\n' +
    'witnesses, or another who compares the root).\n'
  );
}

const whole = `${styleText('bold', 'Everything holds')}: no entry was changed, removed, added or moved within what was signed.`;

const wholeBut = (lost: readonly IndexRange[]): string =>
  `${styleText('bold', `Verified, ${countOf(lost)} indexes LOST by declaration: ${printRanges(lost)}`)}\n` +
  'The hub says under its signature that it can no longer show what was recorded there. No other entry was changed,\n' +
  'removed, added or moved within what was signed.';

function printable(verdict: ChainVerdict): object {
  const logs = verdict.logs.map(({ checkpoint, checks, findings, below, listed, lost = [] }) => ({
    path: below === '' ? '' : below.slice(0, -1),
    ...(listed && { base: listed.base, closed: listed.closed }),
    ...(checkpoint && { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.toString('base64') }),
    ...(lost.length > 0 && { lost }),
    checks,
    findings: findings.map(({ path, says }): Finding => ({ path: `${below}${path}`, says })),
  }));
  const count = countOf(verdict.logs.flatMap(({ lost = [] }) => lost));
  return { holds: isHeld(verdict), ...(count > 0 && { lost: count }), logs, checks: verdict.checks };
}
