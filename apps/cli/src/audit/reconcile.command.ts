import { Command } from 'commander';
import { HUB, parse, readJson } from '@holdfast/contracts';
import { lastLine } from '../client/last-line.js';
import { CommandFailed } from '../output/command-failed.js';
import { EXIT } from '../output/exit-code.js';
import { printRanges } from '../output/print-ranges.js';
import { table } from '../output/table.js';
import { clientAs } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { SignedReport } from './reconcile-answer.js';
import type { ReconcileReport } from './reconcile-answer.js';

interface ReconcileOptions extends CommonOptions {
  full?: boolean;
  sample: string;
  as: string;
}

/** `holdfast reconcile`: holds the record against the kind topics, and names what differs. */
export function reconcileCommand(common: (command: Command) => Command): Command {
  return common(new Command('reconcile').description('holds the record against the kind topics, offset by offset'))
    .option('--full', 'compares the bytes of every record that the topics still hold')
    .option('--sample <n>', 'compares the bytes of so many records, chosen at random', '1000')
    .option('--as <operator>', 'operator who asks', 'operator-1')
    .addHelpText('after', '\nExample:\n  holdfast reconcile --full --json > report.json')
    .action(reconcile);
}

async function reconcile(options: ReconcileOptions): Promise<void> {
  const client = clientAs(options.as, options);
  if (client.partner !== HUB) throw new CommandFailed('Only operators of the hub reconcile; name one with --as');
  const query = options.full ? '' : `?sample=${encodeURIComponent(options.sample)}`;
  const line = await lastLine(client, `/v1/audit/reconciliations${query}`);
  const { report } = parse(SignedReport, readJson(line));
  process.stdout.write(options.json ? `${line}\n` : textOf(report));
  if (report.verdict !== 'whole') process.exitCode = EXIT.refused;
}

function textOf(report: ReconcileReport): string {
  const { ranges, counts, findings, verdict, compared, mode, nextIndex, lost, declared } = report;
  const rows = ranges.map((each) => [
    `${each.topic}/${each.partition}`,
    ...[each.from, each.end - 1, each.recorded, each.duplicate, each.conflict, each.quarantined].map(String),
  ]);
  const parts = [
    table(['topic', 'first', 'last', 'recorded', 'duplicates', 'conflicts', 'quarantined'], rows),
    `${compared} records compared byte by byte (${mode}); the next index is ${nextIndex}\n`,
    ...(lost.length === 0
      ? []
      : [`Lost by declaration: ${printRanges(lost)} (this explains ${declared} differences)\n`]),
  ];
  if (verdict === 'whole') return [...parts, 'Record and topics agree\n'].join('');
  const named = findings.map(({ fault, topic, partition, offset, index, detail }) => [
    fault,
    `${topic}/${partition}/${offset}`,
    index === undefined ? '' : String(index),
    detail ?? '',
  ]);
  const total = Object.entries(counts).map(([fault, count]) => `${count} ${fault}`);
  return [...parts, table(['fault', 'topic/partition/offset', 'index', 'what'], named), `${total.join(', ')}\n`].join(
    '',
  );
}
