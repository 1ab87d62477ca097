import type { BusLog } from '@holdfast/bus';
import { parseCheckpoint, parseNote, printNote } from '@holdfast/tlog';
import { LogForked } from '../errors.js';
import { AskedWitness } from './asked-witness.js';
import type { Growth } from './asked-witness.js';
import { QuorumMissing } from './quorum-missing.js';
import type { Witness } from './read-witnesses.js';

/** Whom to ask, and how many of them must vouch. */
export interface Vouching {
  witnesses: readonly Witness[];
  quorum: number;
  log: BusLog;
}

/**
 * Adds to a note what its witnesses say of it, all asked at once. Rejects with QuorumMissing when too few vouch for it,
 * and with LogForked when one of them has cosigned a larger tree: that one was signed and is lost, or this is a fork.
 */
export function cosignedBy({ witnesses, quorum, log }: Vouching) {
  const all = witnesses.map((witness) => new AskedWitness(witness, log));
  return async (note: string, signed: Omit<Growth, 'note' | 'to'>): Promise<string> => {
    const { text, signatures } = parseNote(note);
    const growth = { ...signed, note, to: parseCheckpoint(text) };
    const due = all.filter(({ isDue }) => isDue);
    // Where too few are left, pausing would only delay what waits for them.
    const asked = due.length < quorum ? all : due;
    const words = await Promise.all(asked.map((witness) => witness.ask(growth)));
    const ahead = words.find(({ larger }) => larger !== undefined);
    if (ahead) {
      const details = { witness: ahead.name, cosigned: ahead.larger, size: growth.to.size };
      throw new LogForked('A witness has cosigned a larger tree of this log', details);
    }
    const cosignatures = words.flatMap(({ cosignature }) => (cosignature ? [cosignature] : []));
    if (cosignatures.length < quorum) {
      throw new QuorumMissing('Too few witnesses vouch for the checkpoint', { vouch: cosignatures.length, quorum });
    }
    return printNote({ text, signatures: [...signatures, ...cosignatures] });
  };
}
