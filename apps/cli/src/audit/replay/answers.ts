import { Int, ListOf, Nested, nested, ReplayMismatch, ReplaySessionV1, Text } from '@holdfast/contracts';

const INDEX = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** What a replay that is asked for now rests on. */
export class ReplayBasis {
  @Text({ max: 64, about: 'Version of the rules.' })
  policyVersion!: string;

  @Int({ ...INDEX, about: 'Entries that are signed.' })
  logSize!: number;
}

/** A log of the chain, and what it has signed last. */
export class CoveringLog {
  @Text({ max: 255, about: 'Name of the log.' })
  origin!: string;

  @Text({ max: 1_000, about: 'Line by which verifiers know its key.' })
  key!: string;

  @Int({ ...INDEX, about: 'Index of its first leaf.' })
  base!: number;

  @Text({ max: 100_000, pattern: /^[^]+$/, about: 'Signed note.' })
  checkpoint!: string;
}

/** A replay that may be run. */
export class ReplayTerms {
  @Nested(() => ReplaySessionV1, { about: 'What two operators agreed on.' })
  session!: ReplaySessionV1;

  @Int({ ...INDEX, about: 'First index of the span.' })
  from!: number;

  @Int({ ...INDEX, about: 'Last index of the span.' })
  to!: number;

  @ListOf(nested(() => CoveringLog), { max: 10_000, about: 'The logs that hold the span.' })
  logs!: CoveringLog[];
}

/** Why entries are left out, and how many. */
export class Reason {
  @Text({ max: 100, about: 'The reason.' })
  reason!: string;

  @Int({ ...INDEX, about: 'How many.' })
  count!: number;
}

/** What a page says of itself. */
export class PageHead {
  @Int({ ...INDEX, about: 'Last index that it covers.' })
  next!: number;

  @Int({ ...INDEX, about: 'Entries given whole.' })
  entries!: number;

  @Int({ ...INDEX, about: 'Entries whose message was erased.' })
  tombstones!: number;

  @ListOf(nested(() => Reason), { max: 100, about: 'Entries that are not given.' })
  leftOut!: Reason[];

  @ListOf(nested(() => ReplayMismatch), { max: 1_000, about: 'Entries that are not as the tree has them.' })
  mismatches!: ReplayMismatch[];

  @Text({ max: 50_000, min: 0, pattern: /^[+/A-Za-z0-9]*={0,2}$/, about: 'Leaf hashes, base64.' })
  leaves!: string;
}
