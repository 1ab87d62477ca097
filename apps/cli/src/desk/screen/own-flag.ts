import { Instant, Int, Nested } from '@holdfast/contracts';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };
const VERDICT = { ...COUNT, optional: true, about: 'How many readers said so.' };

class Verdicts {
  @Int(VERDICT)
  CONFIRM?: number;

  @Int(VERDICT)
  LIKELY?: number;

  @Int(VERDICT)
  UNSURE?: number;

  @Int(VERDICT)
  FALSE_POSITIVE?: number;

  @Int(VERDICT)
  OWN_HOT_WALLET?: number;

  @Int(VERDICT)
  OUTDATED?: number;
}

class LastHit {
  @Int({ ...COUNT, about: 'Place in the record.' })
  index!: number;

  @Instant({ about: 'When the hub took it.' })
  at!: string;
}

class Hits {
  @Int({ ...COUNT, about: 'Deposits.' })
  count!: number;

  @Nested(() => LastHit, { optional: true, about: 'What was told of last.' })
  last?: LastHit;
}

/** What a flagger alone is told of its flag. */
export class OwnFlag {
  @Instant({ optional: true, about: 'Since when it is disputed.' })
  disputedAt?: string;

  @Instant({ optional: true, about: 'Until when a new version is to answer.' })
  answerDueAt?: string;

  @Nested(() => Verdicts, { about: 'What readers of this version said.' })
  verdicts!: Verdicts;

  @Nested(() => Hits, { about: 'Deposits of flagged funds.' })
  hits!: Hits;
}
