import { readJson } from '@holdfast/contracts';
import { CommandFailed } from '../output/command-failed.js';
import { HubRefused } from './hub-answer.js';
import type { HubClient } from './hub-client.js';

/** Asks what the hub works on while it answers; the last line is what came of it, as it was written, or its problem. */
export async function lastLine(client: HubClient, path: string): Promise<string> {
  const text = await client.text(path, { method: 'POST' });
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  const { problem } = Object(readJson(line));
  if (problem !== undefined) throw new HubRefused(Number(Object(problem).status), { ...Object(problem) });
  if (line === '{}') throw new CommandFailed('The ledger stopped before it was done; run it again');
  return line;
}
