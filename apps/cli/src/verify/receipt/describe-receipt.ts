import { checkLines } from '../given/check.js';
import type { ReceiptVerdict } from './judge-receipt.js';
import type { LedgerRecord } from './opening.js';

const NOT_RECORDED: Record<string, string> = {
  conflict: 'another content was recorded under this id before; this one did not replace it and took no effect',
  quarantined: 'it could not be read or was not trusted; it was delivered to nobody and took no effect',
};

/** A verdict for people: what holds, what is proved by that, and what is not. */
export function describeReceipt(verdict: ReceiptVerdict, message?: string): string {
  const checks = checkLines(verdict.checks);
  if (!verdict.holds) return `${checks}\nThis receipt proves NOTHING: see what does not hold.\n`;
  return `${checks}\n${proved(verdict, message)}`;
}

function proved({ record, index, checkpoint, covers }: ReceiptVerdict, message?: string): string {
  if (!record || !checkpoint) return '';
  const what = covers === undefined ? 'A message with the content hash below' : `The message in ${message}`;
  const rows = [
    ['accepted', `${record.acceptedAt}, by the clock of the hub's broker`],
    ['status', record.status],
    ['entry', `${index} of the log ${checkpoint.origin}, which held ${checkpoint.size} when this was signed`],
    ['source', `${record.topic}, partition ${record.partition}, offset ${record.offset}`],
    ['content hash', record.contentHash],
    ['envelope hash', record.envelopeHash],
  ].map(([name = '', value]) => `  ${name.padEnd(14)} ${value}\n`);
  return `Proved: ${what} is in the ledger.\n${rows.join('')}${warning(record)}${open(covers)}`;
}

function warning({ status }: LedgerRecord): string {
  if (status === 'recorded') return '';
  return `\nWARNING: ITS STATUS IS ${status.toUpperCase()}: ${NOT_RECORDED[status] ?? 'this verifier does not know what that means'}.\n`;
}

function open(covers: ReceiptVerdict['covers']): string {
  const which = covers === undefined ? ' Which message that is, it does not say: give the text with --message.' : '';
  return `\nNot proved: that what the message says is true, and who wrote it.${which}\n`;
}
