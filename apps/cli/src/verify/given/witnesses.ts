import { TlogMalformed, verifiedBy } from '@holdfast/tlog';
import type { Note, VerifierKey } from '@holdfast/tlog';
import { CommandFailed } from '../../output/command-failed.js';
import type { Check } from './check.js';
import { witnessKeys } from './keys.js';

/** Who has to vouch for a checkpoint, and how many of them at least. */
export interface Quorum {
  witnesses: readonly VerifierKey[];
  least: number;
}

/** The quorum that a command line asks for: all the witnesses that it names, or as many as it says. */
export async function quorumGiven({ witness = [], quorum }: { witness?: string[]; quorum?: number }): Promise<Quorum> {
  const witnesses = await witnessKeys(witness);
  const least = quorum ?? witnesses.length;
  if (least > witnesses.length) {
    throw new CommandFailed(`--quorum ${least}: only ${witnesses.length} different witnesses are named by --witness`);
  }
  return { witnesses, least };
}

/** Whether enough witnesses vouch for the checkpoint, and since when each does. No check where none is asked for. */
export function judgeWitnesses(note: Note, { witnesses, least }: Quorum): Check[] {
  if (witnesses.length === 0) return [];
  const words = witnesses.map((key) => wordOf(note, key));
  const vouching = words.filter(({ vouches }) => vouches).length;
  const says = `${vouching} of ${witnesses.length} witnesses vouch for the checkpoint, ${least} must`;
  return [{ name: 'witnesses', holds: vouching >= least, says, more: words.map((word) => word.says) }];
}

function wordOf(note: Note, key: VerifierKey): { vouches: boolean; says: string } {
  try {
    const [word] = verifiedBy(note, [key]);
    if (!word) return { vouches: false, says: `${key.name} says nothing` };
    const since = new Date((word.seconds ?? 0) * 1_000);
    return { vouches: true, says: `${key.name} since ${Number.isNaN(+since) ? 'no real time' : since.toISOString()}` };
  } catch (error) {
    if (!(error instanceof TlogMalformed)) throw error;
    return { vouches: false, says: error.message };
  }
}
