import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './write-durably.js';

/** How many refused checkpoints of a sort are kept; the first ones, so that later ones cannot push them out. */
const MOST = 100;

/** What was refused. */
export interface Refusal {
  /**
   * `forked`: the log has signed another root for the size that was cosigned; nobody else can make such a thing.
   * `refused`: the log has signed it, and the request does not show that it follows. `unsigned`: the log has not.
   */
  sort: 'forked' | 'refused' | 'unsigned';
  /** The request, verbatim. */
  request: string;
  /** The checkpoint that it names, verbatim. */
  checkpoint: string;
  /** What was cosigned last of the log. */
  cosigned?: string;
}

/** Keeps what a witness refused beside what it had cosigned: the two together show the fork. */
export class Evidence {
  constructor(private readonly folder: string) {}

  /** Where it lies now; nothing when it lay there before, or when enough of its sort is kept. */
  async keep({ sort, request, checkpoint, cosigned }: Refusal): Promise<string | undefined> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, hash('sha256', checkpoint).slice(0, 16));
    if (existsSync(`${path}.${sort}`)) return undefined;
    const kept = (await readdir(this.folder)).filter((name) => name.endsWith(`.${sort}`));
    if (kept.length >= MOST) return undefined;
    if (cosigned !== undefined) await writeDurably(`${path}.cosigned`, cosigned);
    await writeDurably(`${path}.${sort}`, request);
    return `${path}.${sort}`;
  }
}
