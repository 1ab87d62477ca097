import { MOST_FLAGS } from './screening.js';
import type { ShownFlag } from './screening.js';

/** The members of an answer about one account, as JSON text: what is shown was made ready when it was folded. */
export function flagsText(account: string, flags: readonly ShownFlag[], told = new Map<string, string>()): string {
  const shown = flags.slice(0, MOST_FLAGS).map((flag) => withTold(flag.shown, told.get(flag.flagId)));
  return `"account":${JSON.stringify(account)},"flags":[${shown.join(',')}],"more":${flags.length > MOST_FLAGS}`;
}

/** A flag with what its flagger alone is told beside it. */
const withTold = (shown: string, told?: string): string =>
  told === undefined ? shown : `${shown.slice(0, -1)},"own":${told}}`;
