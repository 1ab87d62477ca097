import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { afterEntry, audienceKeys, mayRead } from '@holdfast/policy';
import type { Interval } from '@holdfast/policy';
import fc from 'fast-check';

const organisation = (status: string, groups: string[] = [], withBacklog = false) =>
  ({ id: 'acme', status, groups, withBacklog }) as OrganisationV1;

const fold = (entries: [number, OrganisationV1][]) =>
  entries.reduce<Interval[]>((intervals, [index, entry]) => afterEntry(intervals, entry, index), []);

const open = (sender: string, groups: string[]) => audienceKeys({ sender, audience: { groups } } as Envelope);

it('reads what became visible between joining and suspension, and not what came outside', () => {
  const intervals = fold([
    [10, organisation('VERIFIED')],
    [20, organisation('SUSPENDED')],
    [30, organisation('VERIFIED')],
  ]);
  const verdicts = [9, 10, 11, 19, 20, 25, 30, 31].map(
    (position) => mayRead('acme', intervals, { position, sender: 'police', keys: open('police', ['members']) }).allowed,
  );
  expect(verdicts).toEqual([false, false, true, true, false, false, false, true]);
});

it('is given the backlog of a suspension only when the resumption says so', () => {
  const intervals = fold([
    [10, organisation('VERIFIED')],
    [20, organisation('SUSPENDED')],
    [30, organisation('VERIFIED', [], true)],
  ]);
  expect(mayRead('acme', intervals, { position: 25, sender: 'police', keys: ['members'] }).rule).toBe('AUDIENCE');
  expect(mayRead('acme', intervals, { position: 5, sender: 'police', keys: ['members'] }).rule).toBe(
    'NOT-A-MEMBER-THEN',
  );
});

it('names why it refuses', () => {
  const intervals = fold([[10, organisation('VERIFIED', ['kr'])]]);
  expect(mayRead('acme', intervals, { position: 11, sender: 'p', keys: ['group:eu'] }).rule).toBe('NOT-IN-AUDIENCE');
  expect(mayRead('acme', intervals, { position: 11, sender: 'acme', keys: open('acme', ['eu']) }).rule).toBe('OWN');
  expect(mayRead('acme', intervals, { position: 9, sender: 'p', keys: ['group:kr'] }).rule).toBe('NOT-A-MEMBER-THEN');
});

const history = fc.array(
  fc.record({
    status: fc.constantFrom('VERIFIED', 'SUSPENDED', 'REMOVED'),
    groups: fc.subarray(['kr', 'eu']),
    withBacklog: fc.boolean(),
  }),
  { maxLength: 12 },
);

it('agrees with a plain reading of the rule, whatever the history', () => {
  fc.assert(
    fc.property(history, fc.constantFrom('members', 'group:kr', 'group:eu'), fc.nat(130), (statuses, key, position) => {
      const entries = statuses.map((each, at): [number, OrganisationV1] => [
        (at + 1) * 10,
        organisation(each.status, each.groups, each.withBacklog),
      ]);
      const read = mayRead('acme', fold(entries), { position, sender: 'police', keys: [key] }).allowed;
      expect(read).toBe(plainly(entries, key, position));
    }),
    { numRuns: 2000 },
  );
});

/**
 * The rule in words: the entry in force just before held the key, or a later resumption gave back the gap it lies in.
 */
function plainly(entries: [number, OrganisationV1][], key: string, position: number): boolean {
  const holds = ({ status, groups }: OrganisationV1) =>
    status === 'VERIFIED' && (key === 'members' || groups.includes(key.slice('group:'.length)));
  const before = entries.filter(([index]) => index < position).map(([, entry]) => entry);
  const after = entries.filter(([index]) => index >= position);
  const now = before.at(-1);
  if (now && holds(now) && (after[0]?.[0] !== position || holds(after[0][1]))) return true;
  const wasHeld = before.some(holds);
  const next = after.find(([, entry]) => holds(entry));
  if (!wasHeld || !next) return false;
  const isInsideGap = !(now && holds(now));
  return isInsideGap && next[1].withBacklog === true && position !== gapStart(entries, holds, position);
}

function gapStart(
  entries: [number, OrganisationV1][],
  holds: (each: OrganisationV1) => boolean,
  position: number,
): number {
  const lastHeld = entries.findLastIndex(([index, entry]) => index < position && holds(entry));
  return entries[lastHeld + 1]?.[0] ?? -1;
}
