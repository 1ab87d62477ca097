import { ListOf, Text, text } from '@holdfast/contracts';
import type { Fault } from '@holdfast/contracts';
import { readAccount } from './read-account.js';
import { flagsText } from './flags-text.js';
import type { Screening } from './screening.js';

/** What an unreadable account looks like is judged one by one: a bad one must not take the others with it. */
const ANYTHING = { min: 0, max: 512, pattern: /^[\s\S]*$/ };

/** Accounts to screen. */
export class FlagsLookup {
  @ListOf(text(ANYTHING), { min: 1, max: 10_000, about: 'CAIP-10 accounts, or addresses on `chain`.' })
  accounts!: string[];

  @Text({ max: 64, optional: true, about: 'Chain of what is no CAIP-10 account: CAIP-2, or a name such as BTC.' })
  chain?: string;
}

/** The JSON text of the flags that a partner may see of many accounts; those without any are only counted. */
export async function lookup(screening: Screening, partner: string, { accounts, chain }: FlagsLookup): Promise<string> {
  const readable: { account: string; pointer: string }[] = [];
  const faults: Fault[] = [];
  for (const [at, given] of accounts.entries()) {
    const pointer = `/accounts/${at}`;
    const read = readAccount(given, chain);
    if ('account' in read) readable.push({ account: read.account, pointer });
    else faults.push({ pointer, ...read });
  }
  const found = await screening.flagsOf(
    partner,
    readable.map(({ account }) => account),
  );
  const results = readable.flatMap(({ account, pointer }, place) => {
    const flags = found.get(place);
    return flags ? [`{"pointer":"${pointer}",${flagsText(account, flags)}}`] : [];
  });
  const clean = readable.length - results.length;
  return `{"results":[${results.join(',')}],"clean":${clean},"faults":${JSON.stringify(faults)}}`;
}
