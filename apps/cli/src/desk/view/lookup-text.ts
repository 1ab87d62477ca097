import { styleText } from 'node:util';
import { EnforcementRequestV1, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { table } from '../../output/table.js';
import type { LookupView } from './request-view.js';

/** A lookup as it was asked, and what the desk shows of it. */
export interface Looked {
  envelope: Envelope;
  found: LookupView;
}

/** What is known of one address: who is responsible for it, if anybody said so. */
export interface LookupRow {
  accountId: string;
  partner?: string;
  exchange?: string;
  outcome: string;
}

/** A row for each address and each exchange that named it; where none did, whether one still may. */
export function lookupRows({ envelope, found }: Looked): LookupRow[] {
  return parse(EnforcementRequestV1, envelope.body).targets.flatMap(({ targetId, address }) => {
    const accountId = address?.accountId ?? targetId;
    const named = found.responsible.flatMap(({ partner, legalName, results }): LookupRow[] => {
      const result = results[targetId];
      return result ? [{ accountId, partner, exchange: legalName ?? partner, outcome: result.outcome }] : [];
    });
    return named.length > 0 ? named : [{ accountId, outcome: found.open > 0 ? 'OPEN' : 'NOT_NAMED' }];
  });
}

/** The answers to one or more lookups as a table, and who did not answer. */
export function lookupText(looked: readonly Looked[]): string {
  const rows = looked.flatMap(lookupRows);
  const cells = rows.map(({ accountId, exchange, partner, outcome }) => [
    accountId,
    exchange === undefined || partner === undefined ? '-' : `${exchange} (${partner})`,
    outcomeText(outcome),
  ]);
  return `${table(['address', 'responsible exchange', 'outcome'], cells)}\n${summaryLines(looked, rows).join('\n')}\n`;
}

const WORDS: Readonly<Record<string, string>> = {
  OPEN: 'no answer yet',
  NOT_NAMED: 'nobody names it',
};

function outcomeText(outcome: string): string {
  const word = WORDS[outcome];
  return word === undefined ? styleText('green', outcome) : styleText('dim', word);
}

function summaryLines(looked: readonly Looked[], rows: readonly LookupRow[]): string[] {
  const timedOut = [...new Set(looked.flatMap(({ found }) => found.timedOut))].toSorted();
  const asked = Math.max(0, ...looked.map(({ found }) => found.asked));
  const open = Math.max(0, ...looked.map(({ found }) => found.open));
  const named = new Set(rows.filter(({ partner }) => partner !== undefined).map(({ accountId }) => accountId)).size;
  const all = new Set(rows.map(({ accountId }) => accountId)).size;
  return [
    `${named} of ${all} addresses named; ${asked} exchanges asked`,
    ...(timedOut.length > 0 ? [styleText('yellow', `no answer in time: ${timedOut.join(', ')}`)] : []),
    ...(open > 0 ? [styleText('yellow', `${open} may still answer`)] : []),
  ];
}
