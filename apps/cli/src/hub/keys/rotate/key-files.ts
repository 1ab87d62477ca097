import { existsSync, readFileSync, rmSync } from 'node:fs';
import { keyText, readKey } from '@holdfast/platform';
import type { OwnedKey } from '@holdfast/platform';
import { writeDurably } from '../../../witness/write-durably.js';
import type { Begun } from './next-step.js';

/**
 * A key and what a rotation keeps beside it: `.next`, the key that will take its place, and `.replaced`, the ids of
 * those whose place it took. Whatever was done outlives a loss of power, and the key's own file is never missing.
 */
export class KeyFiles implements Begun {
  constructor(readonly path: string) {}

  /** The key that is used; absent when it was lost. */
  get current(): OwnedKey | undefined {
    return keyAt(this.path);
  }

  get next(): OwnedKey | undefined {
    return keyAt(`${this.path}.next`);
  }

  get replaced(): readonly string[] | undefined {
    const path = `${this.path}.replaced`;
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : undefined;
  }

  async begin(next: OwnedKey): Promise<void> {
    await writeDurably(`${this.path}.next`, keyText(next));
  }

  /** Puts the next key in the place of the current one, whose private half is gone then. */
  async switch(next: OwnedKey, replaced: readonly string[]): Promise<void> {
    if (this.current?.kid !== next.kid) {
      await writeDurably(`${this.path}.replaced`, replaced.join('\n'));
      await writeDurably(this.path, keyText(next));
    }
    rmSync(`${this.path}.next`);
  }

  clear(): void {
    rmSync(`${this.path}.replaced`);
  }
}

const keyAt = (path: string): OwnedKey | undefined => (existsSync(path) ? readKey(path) : undefined);
