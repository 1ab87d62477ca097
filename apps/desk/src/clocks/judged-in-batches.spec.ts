import fc from 'fast-check';
import { dueClock, endOf, levelsDue, pauseClock, resumeClock, stopClock } from './clock.js';
import type { Clock, Reached } from './clock.js';

const START = Date.parse('2026-04-14T07:00:00.000Z');
const at = (ms: number): string => new Date(START + ms).toISOString();
const FAR = 100_000;

/** A record: an entry that was accepted at a time and comes at a place, a tick, or an outage. */
type Step =
  | { type: 'pause' | 'resume' | 'stop'; at: number; place: number }
  | { type: 'tick'; at: number; place: number }
  | { type: 'outage'; from: number; to: number; place: number };

interface State {
  clock: Clock;
  outages: { from: string; to: string }[];
}

const CHANGES = { pause: pauseClock, resume: resumeClock, stop: stopClock };

function fold({ clock, outages }: State, step: Step): State {
  if (step.type === 'tick') return { clock, outages };
  if (step.type === 'outage') return { clock, outages: [...outages, { from: at(step.from), to: at(step.to) }] };
  return { clock: CHANGES[step.type](clock, at(step.at)), outages };
}

const time = fc.integer({ min: 0, max: 300 });
// Nothing accepted before a tick comes after it; something accepted later may come before it.
const lead = fc.integer({ min: 0, max: 40 });
const entry = (type: 'pause' | 'resume' | 'stop') =>
  fc.record({ time, lead }).map((each): Step => ({ type, at: each.time, place: each.time - each.lead }));

const outageStep = fc
  .record({ from: time, long: fc.integer({ min: 1, max: 80 }), late: fc.integer({ min: 0, max: 60 }) })
  .map(({ from, long, late }): Step => ({ type: 'outage', from, to: from + long, place: from + long + late }));

const record = fc
  .record({
    entries: fc.array(fc.oneof(entry('pause'), entry('resume')), { maxLength: 5 }),
    stop: entry('stop'),
    outage: fc.option(outageStep, { nil: undefined }),
    ticks: fc.uniqueArray(fc.integer({ min: 0, max: 450 }), { maxLength: 30 }),
  })
  .map(({ entries, stop, outage, ticks }): Step[] => {
    const isMissing = (tick: number) => outage?.type === 'outage' && outage.from < tick && tick < outage.to;
    const seen = ticks
      .filter((tick) => !isMissing(tick))
      .map((tick): Step => ({ type: 'tick', at: tick, place: tick }));
    const last: Step = { type: 'tick', at: FAR, place: FAR };
    // At one place the tick comes first: what is accepted at its very time may come after it.
    const all = [...seen, last, ...entries, stop, ...(outage ? [outage] : [])];
    return all.toSorted((a, b) => a.place - b.place);
  });

const key = ({ level }: Reached) => level;

/** As the desk does it: a batch is folded, then judged at its last tick; what was said comes back batches later. */
function judge(steps: readonly Step[], cuts: readonly number[], delay: number): Map<string, Reached> {
  const all = new Map<string, Reached>();
  const underWay: Reached[][] = [];
  let state: State = { clock: dueClock(at(0), at(100)), outages: [] };
  const ends = [...new Set([...cuts.map((cut) => cut % steps.length), steps.length])].toSorted((a, b) => a - b);
  for (const [batch, end] of ends.entries()) {
    state = steps.slice(ends[batch - 1] ?? 0, end).reduce(fold, state);
    if (underWay.length > delay) state = hear(state, underWay.shift() ?? []);
    const reached = isPending(steps, end) ? [] : levelsDue(state.clock, lastTick(steps.slice(0, end)), state.outages);
    for (const each of reached) all.set(key(each), sameAs(all.get(key(each)), each));
    underWay.push(reached);
  }
  return all;
}

/** Said again it is the same. */
function sameAs(before: Reached | undefined, now: Reached): Reached {
  expect(before ?? now).toEqual(now);
  return now;
}

const hear = ({ clock, outages }: State, reached: readonly Reached[]): State => ({
  clock: { ...clock, said: [...new Set([...clock.said, ...reached.map(key)])] },
  outages,
});

const lastTick = (steps: readonly Step[]): string =>
  at(Math.max(-1, ...steps.flatMap((step) => (step.type === 'tick' ? [step.at] : []))));

/** A tick showed the gap, and the outage is not recorded yet. */
const isPending = (steps: readonly Step[], end: number): boolean =>
  steps.slice(end).some((step) => step.type === 'outage' && at(step.to) <= lastTick(steps.slice(0, end)));

const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 20 });

it('comes to the same levels with the same words, in whatever batches they are judged', () => {
  fc.assert(
    fc.property(record, cuts, fc.nat({ max: 3 }), (steps, where, delay) => {
      const whole = judge(steps, [], 0);
      expect(judge(steps, where, delay)).toEqual(whole);
      expect(judge(steps, steps.map((_, place) => place), delay)).toEqual(whole); // prettier-ignore
    }),
    { numRuns: 2_000 },
  );
});

it('breaches what stopped after its end and nothing else, each level once, in order, not before its time', () => {
  fc.assert(
    fc.property(record, cuts, (steps, where) => {
      const reached = [...judge(steps, where, 1).values()];
      const { clock, outages } = steps.reduce(fold, { clock: dueClock(at(0), at(100)), outages: [] });
      const isLate = (clock.stoppedAt ?? '') > endOf(clock, outages);
      expect(reached.some(({ level }) => level === 'BREACH')).toBe(isLate);
      expect(reached.map(key)).toEqual(['HALF', 'EIGHTY', 'BREACH'].slice(0, reached.length));
      expect(reached.map((each) => each.at)).toEqual(reached.map((each) => each.at).toSorted());
      const earliest = { HALF: at(50), EIGHTY: at(80), BREACH: at(100) };
      expect(reached.every((each) => each.at >= earliest[each.level])).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
