import { schemaOf } from '@holdfast/contracts';
import type { Shape } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';

/** The closed list of words that a field of a shape takes; the field is named by its path. */
export function wordsOf(shape: Shape, ...path: string[]): string[] {
  const field = path.reduce((schema: unknown, name) => Object(Object(schema).properties)[name], schemaOf(shape));
  return Array.from<unknown>(Object(Object(field).enum)).map(String);
}

/** The word, if it is on the list. Throws CommandFailed naming the list. */
export function oneOfWords(flag: string, word: string, words: readonly string[]): string {
  if (words.includes(word)) return word;
  throw new CommandFailed(`${flag} ${word}: say one of ${words.join(', ')}`);
}
