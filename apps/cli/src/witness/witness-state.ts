import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint, parseNote, TlogMalformed, verifiedBy } from '@holdfast/tlog';
import type { TreeHead, VerifierKey } from '@holdfast/tlog';
import { CommandFailed } from '../output/command-failed.js';
import { writeDurably } from './write-durably.js';

/** What was cosigned last of a log. */
export interface Cosigned extends TreeHead {
  /** When, in seconds since 1970. */
  seconds: number;
  /** The checkpoint with the signature of its log and the cosignature. */
  note: string;
}

/** The name by which others ask for the checkpoint of a log. */
export const hashOf = (origin: string): string => hash('sha256', origin);

/** What a witness has cosigned last of each log, in a file for each. */
export class WitnessState {
  private constructor(
    private readonly folder: string,
    private readonly own: VerifierKey,
    readonly logs: readonly VerifierKey[],
    private readonly cosigned: Map<string, Cosigned>,
  ) {}

  /**
   * Reads what there is. Throws CommandFailed when a file is not what this witness wrote: it never begins anew where it
   * may have cosigned before.
   */
  static async open(folder: string, own: VerifierKey, logs: readonly VerifierKey[]): Promise<WitnessState> {
    const state = new WitnessState(folder, own, logs, new Map());
    for (const { name } of logs) {
      if (existsSync(state.#fileOf(name))) state.cosigned.set(hashOf(name), await state.#read(name));
    }
    return state;
  }

  last(origin: string): Cosigned | undefined {
    return this.cosigned.get(hashOf(origin));
  }

  lastOf(hashOfOrigin: string): Cosigned | undefined {
    return this.cosigned.get(hashOfOrigin);
  }

  /** Takes a cosigned checkpoint for the last one of its log, once that is durable. */
  async keep(origin: string, cosigned: Cosigned): Promise<void> {
    await writeDurably(this.#fileOf(origin), cosigned.note);
    this.cosigned.set(hashOf(origin), cosigned);
  }

  #fileOf(origin: string): string {
    return join(this.folder, `${hashOf(origin)}.checkpoint`);
  }

  async #read(origin: string): Promise<Cosigned> {
    const file = this.#fileOf(origin);
    try {
      const text = await readFile(file, 'utf8');
      return cosignedIn(text, { origin, own: this.own, keys: this.logs.filter(({ name }) => name === origin) });
    } catch (cause) {
      const why = cause instanceof TlogMalformed ? cause.message : String(Object(cause).code);
      throw new CommandFailed(
        `${file} is not what this witness wrote last of ${origin} (${why}). Bring back the file, or use a new key and ` +
          'a new --state: to begin anew with this key could vouch for two views',
        {},
        { cause },
      );
    }
  }
}

function cosignedIn(
  text: string,
  { origin, own, keys }: { origin: string; own: VerifierKey; keys: readonly VerifierKey[] },
): Cosigned {
  const note = parseNote(text);
  const { size, root, ...checkpoint } = parseCheckpoint(note.text);
  const [word] = verifiedBy(note, [own]);
  if (checkpoint.origin !== origin) throw new TlogMalformed('it is of another log');
  if (verifiedBy(note, keys).length === 0) throw new TlogMalformed('the log has not signed it with the key given');
  if (word?.seconds === undefined) throw new TlogMalformed('this key has not cosigned it');
  return { size, root, seconds: word.seconds, note: text };
}
