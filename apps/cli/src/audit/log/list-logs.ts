import { Flag, Int, ListOf, nested, parse, readJson, Text } from '@holdfast/contracts';
import { HubUnreachable, refusalOf } from '../../client/hub-answer.js';
import { printRanges } from '../../output/print-ranges.js';
import { table } from '../../output/table.js';
import { settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { LostRange } from '../reconcile-answer.js';

class ListedLog {
  @Text({ max: 200, about: 'Where it is served.' })
  path!: string;

  @Text({ max: 255, about: 'Its name.' })
  origin!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index of its first entry.' })
  base!: number;

  @Flag({ about: 'Whether a successor goes on.' })
  closed!: boolean;

  @ListOf(nested(() => LostRange), { max: 1_000, optional: true, about: 'What it lost when it was closed.' })
  lost?: LostRange[];
}

class Logs {
  @ListOf(nested(() => ListedLog), { max: 9_999, about: 'The first one first.' })
  logs!: ListedLog[];
}

/** Lists the logs of the record, which are nobody's secret. */
export async function listLogs(options: CommonOptions): Promise<void> {
  const text = await logsAt(settingsOf(options).url);
  const rows = parse(Logs, readJson(text)).logs.map(({ path, origin, base, closed, lost = [] }) => [
    path,
    origin,
    String(base),
    closed ? 'closed' : 'open',
    printRanges(lost),
  ]);
  process.stdout.write(options.json ? `${text}\n` : table(['path', 'log', 'first index', 'state', 'lost'], rows));
}

async function logsAt(url: string): Promise<string> {
  const response = await fetch(`${url}/ledger/logs`).catch((cause: unknown) => {
    throw new HubUnreachable(`Nobody answers at ${url}; is the hub running (npm start)?`, {}, { cause });
  });
  if (!response.ok) throw await refusalOf(response);
  return response.text();
}
