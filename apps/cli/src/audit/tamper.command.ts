import { Command } from 'commander';
import { EXIT } from '../output/exit-code.js';
import { printRanges } from '../output/print-ranges.js';
import { table } from '../output/table.js';
import { settingsOf } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { CheckedLogs, TamperTest } from './tamper-answer.js';
import type { RecordFault } from './tamper-answer.js';
import { ledgerJob } from './tamper-job.js';

const WHERE = 'DATABASE_URL=postgres://… KAFKA_BROKERS=… holdfast audit';

/** `holdfast audit`: whether the record holds together, and whether it would be seen if it did not. */
export function auditCommand(common: (command: Command) => Command): Command {
  const group = new Command('audit').description('checks of the record where it lies: check, tamper-test');
  common(group.command('check').description('checks every entry, body, tile and checkpoint of every log'))
    .addHelpText('after', `\nExample:\n  ${WHERE} check`)
    .action(check);
  common(group.command('tamper-test').description('manipulates a scratch copy of the record and looks for it'))
    .addHelpText('after', `\nExample:\n  ${WHERE} tamper-test`)
    .action(tamperTest);
  return group;
}

async function check(options: CommonOptions): Promise<void> {
  const checked = await ledgerJob('check', settingsOf(options).home, CheckedLogs);
  const rows = checked.logs.map(({ origin, entries, faults, lost }) => [
    origin,
    String(entries),
    String(faults),
    printRanges(lost),
  ]);
  const named = checked.logs.flatMap((log) => log.named);
  const text = `${table(['log', 'entries', 'faults', 'lost by declaration'], rows)}${named.length === 0 ? '' : faultTable(named)}`;
  process.stdout.write(options.json ? `${JSON.stringify(checked)}\n` : text);
  if (named.length > 0) process.exitCode = EXIT.refused;
}

async function tamperTest(options: CommonOptions): Promise<void> {
  const test = await ledgerJob('tamper-test', settingsOf(options).home, TamperTest);
  process.stdout.write(options.json ? `${JSON.stringify(test)}\n` : textOf(test));
  const missed = test.tamperings.some(({ made, by }) => made && by.length === 0);
  if (missed || test.faults.length > 0) process.exitCode = EXIT.refused;
}

function textOf({ log, entries, faults, tamperings }: TamperTest): string {
  if (faults.length > 0) return `The record of ${log} is damaged before anything was done to it\n${faultTable(faults)}`;
  const rows = tamperings.map(({ manipulation, made, by }) => [manipulation, foundText(made, by), by.join(', ')]);
  return `${entries} entries of ${log}\n${table(['manipulation', 'found', 'by'], rows)}`;
}

function foundText(made: boolean, by: readonly string[]): string {
  if (!made) return 'nothing there';
  return by.length > 0 ? 'yes' : 'NO';
}

const faultTable = (faults: readonly RecordFault[]): string =>
  table(
    ['part', 'where'],
    faults.map(({ part, place }) => [part, place]),
  );
