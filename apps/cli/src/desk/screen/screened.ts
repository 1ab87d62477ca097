import { Flag, Instant, Int, ListOf, nested, Nested, OneOf, parse, Text } from '@holdfast/contracts';
import type { HubClient } from '../../client/hub-client.js';
import { BrokenRule } from '../../client/broken-rule.js';
import type { NamedAccount } from './accounts-in.js';
import { OwnFlag } from './own-flag.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };
const WORD = { max: 64 };

class Travel {
  @Text({ ...WORD, about: 'The rule.' })
  mode!: string;

  @Int({ ...COUNT, about: 'Hops at most.' })
  maxHops!: number;

  @Int({ ...COUNT, about: 'Least share of value, in basis points.' })
  minShareBps!: number;
}

/** A flag in force, as the hub shows it to a screener. */
export class ShownFlag {
  @Text({ ...WORD, about: 'The flag.' })
  flagId!: string;

  @Int({ ...COUNT, about: 'Its version.' })
  version!: number;

  @OneOf(['ACTIVE', 'SUSPECTED', 'DISPUTED'], { about: 'How it stands.' })
  status!: string;

  @Text({ ...WORD, about: 'Who flags it.' })
  sender!: string;

  @Text({ ...WORD, about: 'What is flagged.' })
  subjectType!: string;

  @Text({ max: 128, optional: true, about: 'Of a shared account: the one customer who is meant.' })
  memo?: string;

  @Text({ ...WORD, about: 'Part that the subject plays.' })
  role!: string;

  @Text({ ...WORD, about: 'Crime category.' })
  crimeCategory!: string;

  @Int({ ...COUNT, about: 'Confidence.' })
  confidence!: number;

  @Text({ ...WORD, about: 'Reliability of the source.' })
  sourceReliability!: string;

  @Text({ ...WORD, about: 'Accuracy of the information.' })
  infoAccuracy!: string;

  @Instant({ about: 'In force until.' })
  validUntil!: string;

  @Text({ ...WORD, about: 'What is asked for.' })
  requestedAction!: string;

  @Nested(() => Travel, { about: 'How far suspicion travels.' })
  propagation!: Travel;

  @Text({ ...WORD, optional: true, about: 'Request that pre-approves a freeze on arrival.' })
  standingInstruction?: string;

  @Int({ ...COUNT, about: 'Place in the record.' })
  index!: number;

  @Nested(() => OwnFlag, { optional: true, about: 'What its flagger alone is told.' })
  own?: OwnFlag;
}

/** The flags of one account. */
export class AccountFlags {
  @Text({ max: 170, about: 'The account in its one spelling.' })
  account!: string;

  @ListOf(nested(() => ShownFlag), { max: 100, about: 'In force, the oldest first.' })
  flags!: ShownFlag[];

  @Flag({ about: 'Whether there are more.' })
  more!: boolean;
}

class PlacedFlags extends AccountFlags {
  @Text({ max: 32, about: 'Where the question names it.' })
  pointer!: string;
}

class LookupAnswer {
  @ListOf(nested(() => PlacedFlags), { max: 10_000, about: 'What is flagged.' })
  results!: PlacedFlags[];

  @Int({ ...COUNT, about: 'How many are not.' })
  clean!: number;

  @ListOf(nested(() => BrokenRule), { max: 10_000, about: 'What cannot be read.' })
  faults!: BrokenRule[];
}

/** What became of a file of accounts. */
export interface Screened {
  flagged: { line: number; account: string; flags: ShownFlag[]; more: boolean }[];
  clean: number;
  unreadable: { line: number; rule: string; message: string }[];
}

/** Flags of one account that the caller may see. Throws HubRefused where it is none. */
export async function flagsOf(client: HubClient, account: string, chain?: string): Promise<AccountFlags> {
  const query = chain === undefined ? '' : `?chain=${encodeURIComponent(chain)}`;
  return parse(AccountFlags, await client.get(`/v1/flags/${encodeURIComponent(account)}${query}`));
}

/** Screens a page of accounts; places in the answer become lines of the file. */
export async function screenPage(client: HubClient, page: readonly NamedAccount[], chain?: string): Promise<Screened> {
  const accounts = page.map(({ account }) => account);
  const answer = parse(LookupAnswer, await client.post('/v1/flags/lookup', { accounts, chain }));
  const lineOf = (pointer: string) => page[Number(pointer.split('/')[2])]?.line ?? 0;
  return {
    flagged: answer.results.map(({ pointer, account, flags, more }) => ({
      line: lineOf(pointer),
      account,
      flags,
      more,
    })),
    clean: answer.clean,
    unreadable: answer.faults.map(({ pointer, rule, message }) => ({ line: lineOf(pointer), rule, message })),
  };
}
