import fc from 'fast-check';
import {
  approvalMessage,
  founded,
  foundingRecords,
  judge,
  nothing,
  officerMessage,
  operators,
  organisationMessage,
  person,
  record,
} from '../../test/people.js';
import type { Person } from '../../test/people.js';
import type { Known } from '../record/assign.js';

const ORGANISATIONS = 'holdfast.organisations';
const OFFICERS = 'holdfast.officers';
const APPROVALS = 'holdfast.approvals';
const [one, two] = operators;

const acme = (body: object = {}, reference?: string) => organisationMessage('acme', one.id, body, reference);
const only = (entries: ReturnType<typeof judge>) => {
  const [entry] = entries;
  return [entry?.status, entry?.reason ?? entry?.effect?.index];
};
const say = (known: Known, message: object, ...signers: Person[]) => {
  const kind = 'officer' in Object(Object(message).body) ? OFFICERS : ORGANISATIONS;
  return only(judge(kind, [record('hub', message, signers)], known));
};
const approve = (known: Known, target: object, who: Person, body: object = {}) =>
  only(judge(APPROVALS, [record('hub', approvalMessage(target, who.id, body), [who])], known));

it('is founded by its organisation and two operators, in whatever order the topics are read', () => {
  const { organisation, officers } = foundingRecords();
  const records = [[ORGANISATIONS, organisation] as const, ...officers.map((each) => [OFFICERS, each] as const)];
  fc.assert(
    fc.property(fc.shuffledSubarray(records, { minLength: 3 }), (order) => {
      const known = nothing();
      for (const [topic, each] of order) expect(only(judge(topic, [each], known))[0]).toBe('recorded');
      expect(known.directory.organisation('hub')?.type).toBe('HUB');
      expect(
        known.directory
          .officers('hub')
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([one.id, two.id].toSorted());
    }),
  );
});

it('is founded once: afterwards the founding keys change nothing', () => {
  const known = founded();
  const founders = operators.map(({ key }) => ({ key, by: 'partner' as const }));
  const third = person('hub');
  const late = record('hub', officerMessage(third, 'hub'), founders);
  expect(only(judge(OFFICERS, [late], known))).toEqual(['quarantined', 'officer-required']);
});

it('takes a change by one operator into the record, and into force with the approval of another', () => {
  const known = founded();
  expect(say(known, acme(), one)).toEqual(['recorded', undefined]);
  expect(known.directory.organisation('acme')).toBeUndefined();
  expect(approve(known, acme(), two)).toEqual(['recorded', 3]);
  expect(known.directory.get('organisation/acme')).toMatchObject({ said: 3, since: 4 });
  expect(approve(known, acme(), two, { note: 'again' })).toEqual(['conflict', undefined]);
});

it.each([
  ['the same operator', one, {}],
  ['of another content', two, { contentHash: 'ab'.repeat(32) }],
  ['that returns it', two, { decision: 'RETURNED', note: 'No licence.' }],
  ['in a role that does not count here', two, { role: 'APPROVER' }],
])('takes nothing into force by an approval of %s', (_, who, body) => {
  const known = founded();
  say(known, acme(), one);
  expect(approve(known, acme(), who, body)).toEqual(['recorded', undefined]);
  expect(known.directory.organisation('acme')).toBeUndefined();
});

it('takes into force at once what two operators signed, and what only suspends', () => {
  const known = founded();
  expect(say(known, acme(), one, two)).toEqual(['recorded', 3]);
  expect(say(known, acme({ status: 'SUSPENDED' }, 'acme/2'), one)).toEqual(['recorded', 4]);
  expect(known.directory.organisation('acme')?.status).toBe('SUSPENDED');
  expect(say(known, acme({}, 'acme/3'), one)).toEqual(['recorded', undefined]);
  expect(say(known, acme({ status: 'SUSPENDED', groups: ['exchanges'] }, 'acme/4'), one)).toEqual([
    'recorded',
    undefined,
  ]);
});

it('takes no effect from an approval of what a newer version overtook', () => {
  const known = founded();
  say(known, acme({ legalName: 'old' }, 'acme/1'), one);
  say(known, acme({ legalName: 'new' }, 'acme/2'), one, two);
  expect(approve(known, acme({ legalName: 'old' }, 'acme/1'), two)).toEqual(['recorded', undefined]);
  expect(known.directory.organisation('acme')?.legalName).toBe('new');
});

describe('officers of a partner', () => {
  const [chief, deputy, clerk] = [person('hub'), person('hub'), person('acme')];
  const withChiefs = () => {
    const known = founded();
    say(known, acme(), one, two);
    for (const who of [chief, deputy]) {
      const message = officerMessage(who, 'acme', { roles: ['ADMINISTRATOR'], officer: one.id });
      judge(OFFICERS, [record('hub', message, [one, two])], known);
    }
    return known;
  };
  const admit = (officer: string, roles = ['REQUESTER']) => officerMessage(clerk, 'acme', { roles, officer });
  const approvedBy = (who: Person, sender: string, role: string) =>
    record(sender, approvalMessage(admit(chief.id), who.id, { role }, 'acme'), [who]);

  it.each([
    ['another administrator', deputy, 'acme', 'APPROVER', true],
    ['an operator of the hub', two, 'hub', 'OPERATOR', true],
    ['the same administrator', chief, 'acme', 'APPROVER', false],
  ])('are admitted by an administrator with the approval of %s, or not', (_, who, sender, role, isAdmitted) => {
    const known = withChiefs();
    expect(only(judge(OFFICERS, [record('acme', admit(chief.id), [chief])], known))).toEqual(['recorded', undefined]);
    judge(APPROVALS, [approvedBy(who, sender, role)], known);
    expect(known.directory.officers('acme').some(({ id }) => id === clerk.id)).toBe(isAdmitted);
  });

  it.each([
    ['an officer who is no administrator', clerk.id, [clerk], 'signature-key'],
    ['nobody', chief.id, [], 'signature-required'],
    ['another than is named', deputy.id, [chief], 'signature-officer'],
    ['the hub’s operator in the partner’s name', one.id, [one], 'signature-key'],
  ])('are quarantined when %s admits them', (_, officer, signers, reason) => {
    expect(only(judge(OFFICERS, [record('acme', admit(officer), signers)], withChiefs()))).toEqual([
      'quarantined',
      reason,
    ]);
  });
});

it('finds a resend that was signed anew a duplicate, not a conflict', () => {
  const known = founded();
  const officer = person('hub', 'ES256');
  judge(OFFICERS, [record('hub', officerMessage(officer, 'hub', { officer: one.id }), [one, two])], known);
  const message = organisationMessage('acme', officer.id);
  const [first, again] = [record('hub', message, [officer]), record('hub', message, [officer])];
  expect(first.value).not.toEqual(again.value);
  expect(judge(ORGANISATIONS, [first, again], known).map(({ status }) => status)).toEqual(['recorded']);
});
