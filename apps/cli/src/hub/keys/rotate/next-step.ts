import { thumbprint } from '@holdfast/contracts';
import type { PublicJwk, SigningKey } from '@holdfast/contracts';
import { publicJwkOf } from '@holdfast/platform';

/** A key as the directory states it. */
export interface HeldKey {
  kid: string;
  jwk: PublicJwk;
  notAfter?: string;
  compromisedSince?: string;
}

/**
 * A rotation, step by step; each can be done again after a crash. The new key lies on the disk before anybody hears of
 * it (`begin`), it counts before it is used (`announce`), and the old one ends after its last use (`switch`, `end`).
 */
export type Step = 'begin' | 'announce' | 'switch' | 'end' | 'clear';

/** What a rotation has left beside the key's own file. */
export interface Begun {
  next?: SigningKey | undefined;
  /** The ids of the keys that the new one replaced; absent where none took another's place yet. */
  replaced?: readonly string[] | undefined;
}

/** What is to do next, by the files and the keys that are in force. */
export function nextStep({ next, replaced }: Begun, keys: readonly HeldKey[]): Step {
  if (next) return keys.some((key) => isSame(key, next)) ? 'switch' : 'announce';
  if (!replaced) return 'begin';
  return keys.some(({ kid, notAfter }) => notAfter === undefined && replaced.includes(kid)) ? 'end' : 'clear';
}

/** The same key under the same name: ids can be given twice. */
export function isSame(held: HeldKey, key: SigningKey): boolean {
  return held.kid === key.kid && thumbprint(held.jwk) === thumbprint(publicJwkOf(key));
}

/** What a key signed may wait on its topic for 7 days; after a month nothing is judged by it any more. */
const KEPT_MS = 30 * 86_400_000;

/** The keys with one more, and without those that ended long ago: the list has an end too. */
export function withKey(keys: readonly HeldKey[], key: HeldKey, now: Date): HeldKey[] {
  const limit = new Date(now.getTime() - KEPT_MS).toISOString();
  return [...keys.filter(({ notAfter }) => notAfter === undefined || notAfter > limit), key];
}

/** The keys, of which the replaced ones count for nothing from a moment on. What they signed before it stands. */
export function withEnd(keys: readonly HeldKey[], replaced: readonly string[], notAfter: string): HeldKey[] {
  const isEnding = ({ kid, notAfter: end }: HeldKey) => end === undefined && replaced.includes(kid);
  return keys.map((key) => (isEnding(key) ? { ...key, notAfter } : key));
}

/** The name of the next key: `ledger-1` is followed by `ledger-2`. */
export function nextKid(name: string, keys: readonly HeldKey[]): string {
  const numbers = keys.map(({ kid }) => (kid.startsWith(`${name}-`) ? Number(kid.slice(name.length + 1)) : 0));
  return `${name}-${Math.max(0, ...numbers.filter(Number.isSafeInteger)) + 1}`;
}
