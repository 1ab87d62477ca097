import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { COSIGNATURE_V1, ED25519, parseVerifierKey, TlogMalformed } from '@holdfast/tlog';
import type { VerifierKey } from '@holdfast/tlog';
import { CommandFailed } from '../../output/command-failed.js';

/** What an option gives: a line, or the name of a file that holds it. */
export async function lineGiven(given: string): Promise<string> {
  return (existsSync(given) ? await readFile(given, 'utf8') : given).trim();
}

/** The key of a log. Throws CommandFailed when it is none. */
export const logKey = (given: string): Promise<VerifierKey> => keyGiven(given, ED25519, 'a log');

/** The keys of witnesses, each once, whatever names it goes by: a second name is not a second witness. */
export async function witnessKeys(given: readonly string[]): Promise<VerifierKey[]> {
  const keys = await Promise.all(given.map((each) => keyGiven(each, COSIGNATURE_V1, 'a witness')));
  return [...new Map(keys.map((key) => [key.publicKey.toString('hex'), key])).values()];
}

async function keyGiven(given: string, type: number, owner: string): Promise<VerifierKey> {
  const key = parsed(await lineGiven(given), given);
  if (key.type !== type) throw new CommandFailed(`${given}: this is not the key of ${owner}`);
  return key;
}

function parsed(line: string, given: string): VerifierKey {
  try {
    return parseVerifierKey(line);
  } catch (error) {
    if (!(error instanceof TlogMalformed)) throw error;
    throw new CommandFailed(
      `${given}: give a verifier key (name+id+key, one line) or a file that holds it. ${error.message}`,
    );
  }
}
