import fc from 'fast-check';
import { lifeOf, steps } from '../../test/random-life.js';
import { Requests } from '../../test/requests.js';
import { after, MINUTE, World } from '../../test/world.js';
import type { RequestState } from './state/request.js';

/** The diagrams of the domain model, 8.2, written down a second time: from each state, where one may go. */
const LEG: Record<string, string> = {
  ROUTED:
    'DELIVERED ACKNOWLEDGED IN_REVIEW CLARIFICATION EXECUTED PARTIAL NO_MATCH REFUSED COMPLETED WITHDRAWN EXPIRED',
  DELIVERED: 'ACKNOWLEDGED IN_REVIEW CLARIFICATION EXECUTED PARTIAL NO_MATCH REFUSED COMPLETED WITHDRAWN EXPIRED',
  ACKNOWLEDGED: 'IN_REVIEW CLARIFICATION EXECUTED PARTIAL NO_MATCH REFUSED COMPLETED WITHDRAWN EXPIRED',
  IN_REVIEW: 'CLARIFICATION EXECUTED PARTIAL NO_MATCH REFUSED COMPLETED WITHDRAWN EXPIRED',
  CLARIFICATION: 'IN_REVIEW EXECUTED PARTIAL NO_MATCH REFUSED COMPLETED WITHDRAWN EXPIRED',
  EXECUTED: 'COMPLETED',
  PARTIAL: 'COMPLETED',
  NO_MATCH: 'COMPLETED',
  REFUSED: 'COMPLETED',
  COMPLETED: '',
  WITHDRAWN: '',
  EXPIRED: '',
};
const HOLD: Record<string, string> = {
  PROVISIONAL: 'CONFIRMED RELEASED LAPSED',
  CONFIRMED: 'EXTENDED RELEASED SEIZED LAPSED',
  EXTENDED: 'CONFIRMED RELEASED SEIZED LAPSED',
  RELEASED: '',
  SEIZED: '',
  LAPSED: '',
};
const REQUEST: Record<string, string> = {
  PENDING_APPROVAL: 'SUBMITTED RETURNED HELD_BACK WITHDRAWN',
  HELD_BACK: 'SUBMITTED WITHDRAWN',
  SUBMITTED: 'WITHDRAWN',
  RETURNED: '',
  WITHDRAWN: '',
};

/** Every state that a request, a leg or a hold went through, in order. */
function paths(histories: readonly RequestState[]): { diagram: Record<string, string>; path: string[] }[] {
  const of = (pick: (state: RequestState) => string | undefined, diagram: Record<string, string>) => ({
    diagram,
    path: histories.flatMap((state) => pick(state) ?? []),
  });
  const last = histories.at(-1);
  return [
    of(({ status }) => status, REQUEST),
    ...Object.keys(last?.legs ?? {}).map((id) => of(({ legs }) => legs[id]?.state, LEG)),
    ...Object.keys(last?.holds ?? {}).map((id) => of(({ holds }) => holds[id]?.state, HOLD)),
  ];
}

const leaves = ({ diagram, path }: { diagram: Record<string, string>; path: string[] }): string[] =>
  path.flatMap((state, at) => {
    const before = path[at - 1] ?? state;
    return state === before || diagram[before]?.split(' ').includes(state) ? [] : [`${before} → ${state}`];
  });

it('never leaves the diagrams, whatever is said, twice, too late or before its request', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.nat(8_000), { maxLength: 6 }), (taken, ticks) => {
      const world = new World();
      const requests = new Requests(world);
      const histories: RequestState[] = [];
      for (const [at, said] of lifeOf(world, taken).entries()) {
        requests.take(said);
        const tick = ticks[at % Math.max(ticks.length, 1)];
        if (tick !== undefined) requests.tick(after(tick * MINUTE));
        histories.push(
          ...requests.set
            .changes()
            .flatMap(({ state }) => (state.generation >= 1 && state.index === firstIndex(requests) ? [state] : [])),
        );
      }
      expect(paths(histories).flatMap(leaves)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const firstIndex = (requests: Requests): number =>
  Math.min(
    ...requests.set
      .changes()
      .filter(({ envelope }) => Object(envelope.body).requestId === undefined)
      .map(({ state }) => state.index),
  );

it('holds nothing past the end of its legal basis, whatever is said', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const world = new World();
      const requests = new Requests(world).take(...lifeOf(world, taken));
      requests.tick('2027-01-01T00:00:00.000Z');
      const holds = requests.set.changes().flatMap(({ state }) => Object.values(state.holds));
      expect(holds.filter(({ state }) => /PROVISIONAL|CONFIRMED|EXTENDED/.test(state))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
