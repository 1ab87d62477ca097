import fc from 'fast-check';
import { assessment, hour, revocation, version } from '../test/facts.js';
import { disputeOf, verdictsOf } from './dispute.js';
import type { FlagFact } from './flag-fact.js';
import { flagOf } from './fold-flag.js';
import { standingOf } from './standing-of.js';
import { statusAt } from '../test/status-at.js';
import type { FlagStatus } from '../test/status-at.js';

const SENDERS = ['police', 'exchange-1', 'exchange-2', 'lab', 'stranger'];
const sender = fc.constantFrom(...SENDERS);
const number = fc.integer({ min: 1, max: 4 });

type Make = (at: number) => FlagFact;

/** Facts that each come an hour after the one before, by those who may say so and by those who may not. */
const step: fc.Arbitrary<Make> = fc.oneof(
  fc
    .record({
      number: fc.integer({ min: 2, max: 5 }),
      sender: fc.constantFrom('police', 'police', 'police', 'stranger'),
      status: fc.constantFrom('ACTIVE', 'SUSPECTED'),
      validUntil: fc.integer({ min: 1, max: 40 }).map(hour),
      evidence: fc.subarray(['a', 'b', 'c']),
    })
    .map(
      ({ number: of, ...over }): Make =>
        (at) =>
          version(of, at, over),
    ),
  fc.tuple(sender, fc.constantFrom('FALSE_POSITIVE', 'OWN_HOT_WALLET', 'CONFIRM'), number).map(
    ([from, verdict, of]): Make =>
      (at) =>
        assessment(from, verdict, at, of),
  ),
  fc.tuple(fc.constantFrom(...SENDERS, 'hub'), fc.boolean()).map(
    ([from, byCourt]): Make =>
      (at) =>
        revocation(from, at, byCourt && from === 'hub'),
  ),
);

const history = fc
  .array(step, { minLength: 1, maxLength: 25 })
  .map((steps) => [version(1, 0, { validUntil: hour(30) }), ...steps.map((make, at) => make(at + 1))]);

/** The same facts in another order of kinds: those of one kind keep theirs. */
const reordered = ([facts, choices]: [FlagFact[], number[]]): FlagFact[] => {
  const waiting = Map.groupBy(facts, ({ type }) => type);
  const queues = [...waiting.values()].map((queue) => [...queue]);
  return facts.map((_, at) => {
    const left = queues.filter((queue) => queue.length > 0);
    const next = left[(choices[at] ?? 0) % left.length]?.shift();
    if (!next) throw new Error('No fact is left');
    return { ...next, index: at };
  });
};

function told(facts: readonly FlagFact[]) {
  const state = flagOf(facts);
  if (!state) throw new Error('There is no flag');
  const { disputedAt, answerDueAt } = disputeOf(state) ?? {};
  const { index: _, ...current } = state.current;
  const { validUntil, evidence, revocation: revoked } = state;
  const verdicts = verdictsOf(state);
  const standing = standingOf(state);
  return { standing, disputedAt, answerDueAt, current, validUntil, evidence, verdicts, revokedAt: revoked?.at };
}

it('is the same in whatever order the kinds come', () => {
  const standings = new Set<string>();
  fc.assert(
    fc.property(history, fc.array(fc.nat(), { minLength: 26, maxLength: 26 }), (facts, choices) => {
      expect(told(reordered([facts, choices]))).toEqual(told(facts));
      standings.add(told(facts).standing);
    }),
    { numRuns: 500 },
  );
  expect(standings).toEqual(new Set(['ACTIVE', 'SUSPECTED', 'DISPUTED', 'REVOKED']));
});

it('is the same when every fact comes twice', () => {
  fc.assert(
    fc.property(history, (facts) => {
      expect(told(facts.flatMap((fact) => [fact, fact]))).toEqual(told(facts));
    }),
  );
});

const LIVE: readonly FlagStatus[] = ['ACTIVE', 'SUSPECTED', 'DISPUTED', 'EXPIRED', 'REVOKED'];
const FOLLOWS: Readonly<Record<FlagStatus, readonly FlagStatus[]>> = {
  ACTIVE: LIVE,
  SUSPECTED: LIVE,
  DISPUTED: LIVE,
  EXPIRED: ['EXPIRED'],
  REVOKED: ['REVOKED'],
};

it('never leaves its diagram, whoever says what', () => {
  const walked = new Set<string>();
  fc.assert(
    fc.property(history, (facts) => {
      const moments = facts.map((fact, last) => {
        const state = flagOf(facts.slice(0, last + 1));
        if (!state) throw new Error('There is no flag');
        const status = statusAt({ standing: standingOf(state), validUntil: state.validUntil }, fact.at);
        return { status, version: state.current.version };
      });
      for (const [at, { status, version: number }] of moments.entries()) {
        const before = moments[at - 1] ?? { status: 'ACTIVE' as const, version: 1 };
        walked.add(`${before.status} ${status}`);
        expect(FOLLOWS[before.status]).toContain(status);
        expect(number).toBeGreaterThanOrEqual(before.version);
        // Only a new version, or an end, leaves a dispute.
        const isLeft = before.status === 'DISPUTED' && (status === 'ACTIVE' || status === 'SUSPECTED');
        expect(isLeft && number === before.version).toBe(false);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(walked).toContain('DISPUTED ACTIVE');
  expect(walked).toContain('DISPUTED EXPIRED');
  expect(walked).toContain('DISPUTED REVOKED');
});
