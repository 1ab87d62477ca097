import { setTimeout as delay } from 'node:timers/promises';
import { newKey, publicJwkOf } from '@holdfast/platform';
import type { OwnedKey } from '@holdfast/platform';
import { publishChange } from '../../../directory/change.js';
import { CommandFailed } from '../../../output/command-failed.js';
import { clientAs, keyOf, keyPath, settingsOf } from '../../../settings.js';
import type { CommonOptions } from '../../../settings.js';
import { holderOf } from './holder.js';
import type { Holder } from './holder.js';
import { KeyFiles } from './key-files.js';
import { isSame, nextKid, nextStep, withEnd, withKey } from './next-step.js';
import type { HeldKey } from './next-step.js';

/** Who says the change, and how soon the old key ends. */
export interface RotateOptions extends CommonOptions {
  as: string;
  second?: string;
  atOnce?: boolean;
}

/** How far a rotation came. */
export interface Rotated {
  name: string;
  /** `announced` and `ending` wait for a second officer's approval of `messageId`. */
  state: 'announced' | 'ending' | 'rotated';
  /** The new key. */
  kid: string;
  replaces: readonly string[];
  /** Until when the replaced key counts. */
  endsAt?: string;
  messageId?: string;
}

/** Every process follows the directory within a fraction of this; until then it would refuse what the new key signs. */
const HEARD_MS = 2_000;

/** Replaces one key of this home. It goes on where an earlier run had to wait or was interrupted. */
export class KeyRotation {
  readonly #files: KeyFiles;

  constructor(
    private readonly name: string,
    private readonly options: RotateOptions,
  ) {
    this.#files = new KeyFiles(keyPath(settingsOf(options).home, name));
  }

  async run(): Promise<Rotated> {
    for (;;) {
      const holder = await holderOf(this.#client(), this.name, this.#files.current);
      const outcome = await this.#take(holder);
      if (outcome) return outcome;
    }
  }

  async #take(holder: Holder): Promise<Rotated | undefined> {
    const { next, replaced } = this.#files;
    const step = nextStep({ next, replaced }, holder.keys);
    if (step === 'begin') await this.#files.begin(this.#made(holder));
    if (next && step === 'announce') return this.#announce(holder, next);
    if (next && step === 'switch') {
      await delay(HEARD_MS);
      await this.#files.switch(next, this.#replaceable(holder, next));
    }
    if (step === 'end') return this.#end(holder);
    if (step === 'clear') return this.#clear(holder);
    return undefined;
  }

  /** An officer's key is named by what it is, every other by its number. */
  #made(holder: Holder): OwnedKey {
    const { current, path } = this.#files;
    if (current && !holder.own.some((key) => key.notAfter === undefined && isSame(key, current)))
      throw new CommandFailed(`${path} is not a key that is in force for ${this.name}; is --home right?`);
    const officer = current?.officer;
    return officer === undefined ? newKey(nextKid(this.name, holder.keys)) : { ...newKey(), officer };
  }

  /** Where the key was lost, the new one replaces everything that served the same. */
  #replaceable({ own }: Holder, next: OwnedKey): string[] {
    const { current } = this.#files;
    if (current) return [current.kid];
    return own.filter(({ kid, notAfter }) => notAfter === undefined && kid !== next.kid).map(({ kid }) => kid);
  }

  async #announce(holder: Holder, next: OwnedKey): Promise<Rotated | undefined> {
    if (holder.keys.some(({ kid }) => kid === next.kid))
      throw new CommandFailed(`Another key is called ${next.kid} now; remove ${this.#files.path}.next and begin anew`);
    const key = { kid: next.kid, jwk: publicJwkOf(next), ...holder.beside };
    const messageId = await this.#publish(holder, withKey(holder.keys, key, new Date()));
    if (messageId === undefined) return undefined;
    return { name: this.name, state: 'announced', kid: next.kid, replaces: this.#replaceable(holder, next), messageId };
  }

  async #end(holder: Holder): Promise<Rotated | undefined> {
    const overlapMs = this.options.atOnce ? 0 : holder.overlapMs;
    const endsAt = new Date(Date.now() + overlapMs).toISOString();
    const { current, replaced: replaces = [] } = this.#files;
    const messageId = await this.#publish(holder, withEnd(holder.keys, replaces, endsAt));
    if (messageId === undefined) return undefined;
    return { name: this.name, state: 'ending', kid: current?.kid ?? '', replaces, endsAt, messageId };
  }

  #clear({ keys }: Holder): Rotated {
    const { current, replaced: replaces = [] } = this.#files;
    const endsAt = keys.find(({ kid }) => replaces.includes(kid))?.notAfter;
    this.#files.clear();
    const ends = endsAt === undefined ? {} : { endsAt };
    return { name: this.name, state: 'rotated', kid: current?.kid ?? '', replaces, ...ends };
  }

  /** Resolves with the id of the message when somebody must still approve it. */
  async #publish(holder: Holder, keys: readonly HeldKey[]): Promise<string | undefined> {
    const { second } = this.options;
    const { kind, supersedes } = holder;
    const { inForce, messageId } = await publishChange(this.#client(), {
      kind,
      reference: `rotate/${this.name}/${new Date().toISOString()}`,
      supersedes,
      body: holder.withKeys(keys),
      second: second === undefined ? undefined : keyOf(second, this.options),
    });
    if (!inForce && second !== undefined)
      throw new CommandFailed(
        `${messageId} is recorded and not in force; --as and --second are two who may change it?`,
      );
    return inForce ? undefined : messageId;
  }

  /** Made anew for each step: the key of who acts may be the one that is replaced. */
  #client() {
    return clientAs(this.options.as, this.options);
  }
}
