import { newKey } from '@holdfast/platform';
import fc from 'fast-check';
import { example } from '../../../../libs/contracts/test/examples.js';
import {
  approvalMessage,
  founded,
  foundingRecords,
  gatewayKey,
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
  const { kind } = Object(message);
  return only(judge(`holdfast.${kind}s`, [record('hub', message, signers)], known));
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
  expect(only(judge(OFFICERS, [late], known))).toEqual(['quarantined', 'signature']);
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
  ['by the same operator', one, {}, 'APPROVAL-SELF'],
  ['of another content', two, { contentHash: 'ab'.repeat(32) }, 'APPROVAL-HASH'],
  ['that returns it', two, { decision: 'RETURNED', note: 'No licence.' }, 'APPROVAL-RETURNED'],
  ['that lets go what nobody held', two, { decision: 'RELEASED' }, 'APPROVAL-DECISION'],
  ['in a role that does not count here', two, { role: 'APPROVER' }, 'APPROVAL-ROLE'],
])('takes nothing into force by an approval %s, and says why', (_, who, body, rule) => {
  const known = founded();
  say(known, acme(), one);
  expect(approve(known, acme(), who, body)).toEqual(['recorded', rule]);
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
  expect(approve(known, acme({ legalName: 'old' }, 'acme/1'), two)).toEqual(['recorded', 'APPROVAL-OVERTAKEN']);
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

/** A later version of an officer who was admitted by the hub. */
const again = (who: Person, body: object, officer: string, reference: string) => ({
  ...officerMessage(who, 'hub', { officer, body: { officerId: who.id, ...body } }),
  reference,
});

it('stays founded when its operators are suspended: the founding keys never count again', () => {
  const known = founded();
  expect(say(known, again(two, { status: 'REVOKED' }, one.id, 'revoke'), one)).toEqual(['recorded', 3]);
  const founders = operators.map(({ key }) => ({ key, by: 'partner' as const }));
  const third = record('hub', officerMessage(person('hub'), 'hub'), founders);
  expect(only(judge(OFFICERS, [third], known))).toEqual(['quarantined', 'signature']);
});

describe('people of the hub who do not operate it', () => {
  const clerk = person('hub');
  const withClerk = (roles: string[]) => {
    const known = founded();
    say(known, officerMessage(clerk, 'hub', { roles, officer: one.id }), one, two);
    return known;
  };

  it.each([
    ['APPROVER', ['ADMINISTRATOR', 'APPROVER']],
    ['LEGAL', ['APPROVER']],
    ['OPERATOR', ['ADMINISTRATOR']],
  ])('are no second person as %s', (role, roles) => {
    const known = withClerk(roles);
    say(known, acme(), one);
    expect(approve(known, acme(), clerk, { role })).toEqual(['quarantined', 'hub-signature']);
    expect(known.directory.organisation('acme')).toBeUndefined();
  });

  it('are no first person and no second signature either', () => {
    const known = withClerk(['ADMINISTRATOR']);
    expect(say(known, organisationMessage('acme', clerk.id), clerk)).toEqual(['quarantined', 'officer-role']);
    expect(say(known, acme(), one, clerk)).toEqual(['recorded', undefined]);
    expect(say(known, again(two, { status: 'SUSPENDED' }, clerk.id, 's'), clerk)).toEqual([
      'quarantined',
      'officer-role',
    ]);
  });
});

it('lets no two officers have one key, and nobody become another', () => {
  const known = founded();
  const twin = { ...one, reference: 'officer/twin', id: 'none' };
  expect(say(known, officerMessage(twin, 'hub', { officer: one.id }), one, two)).toEqual([
    'quarantined',
    'officer-key-taken',
  ]);
  const stranger = officerMessage(person('hub'), 'hub', {
    officer: one.id,
    body: { officerId: '1d2c3b4a-5968-8776-8554-433221100ffe' },
  });
  expect(say(known, stranger, one, two)).toEqual(['quarantined', 'officer-unknown']);
});

it('lets no one person suspend the hub itself', () => {
  const known = founded();
  const hub = { ...known.directory.organisation('hub'), status: 'SUSPENDED' };
  expect(say(known, organisationMessage('hub', one.id, hub, 'hub/2'), one)).toEqual(['recorded', undefined]);
  expect(known.directory.organisation('hub')?.status).toBe('VERIFIED');
});

it('gives no effect to what was said with a key that was compromised meanwhile', () => {
  const known = founded();
  const third = person('hub');
  say(known, officerMessage(third, 'hub', { officer: one.id }), one, two);
  say(known, acme(), one);
  const [key] = known.directory.officers('hub').find(({ id }) => id === one.id)?.officer.keys ?? [];
  const lost = { status: 'REVOKED', keys: [{ ...key, compromisedSince: '2026-04-01T00:00:00.000Z' }] };
  expect(say(known, again(one, lost, two.id, 'lost'), two)[0]).toBe('recorded');
  expect(approve(known, acme(), third)).toEqual(['recorded', 'signature-officer-suspended']);
});

it('lets nobody act for an organisation that is suspended', () => {
  const known = founded();
  const [chief, deputy, clerk] = [person('hub'), person('hub'), person('acme')];
  say(known, acme(), one, two);
  for (const who of [chief, deputy])
    say(known, officerMessage(who, 'acme', { roles: ['ADMINISTRATOR'], officer: one.id }), one, two);
  const admit = officerMessage(clerk, 'acme', { roles: ['REQUESTER'], officer: chief.id });
  const [early, late] = [
    record('acme', admit, [chief]),
    record('acme', { ...admit, reference: 'late' }, [chief, deputy]),
  ];
  judge(OFFICERS, [early], known);
  say(known, acme({ status: 'SUSPENDED' }, 'acme/2'), one);
  const word = record('acme', approvalMessage(admit, deputy.id, { role: 'APPROVER' }, 'acme'), [deputy]);
  expect(only(judge(APPROVALS, [word], known))).toEqual(['recorded', 'SUSPENDED']);
  expect(only(judge(OFFICERS, [late], known))).toEqual(['quarantined', 'publisher']);
});

it('gives an erasure its effect once, however often it is approved', () => {
  const known = founded();
  const { sender: _hub, ...erasure } = example('erasure');
  const message = { ...erasure, officer: one.id };
  expect(say(known, message, one)).toEqual(['recorded', undefined]);
  const index = known.nextIndex - 1;
  expect(approve(known, message, two)).toEqual(['recorded', index]);
  const third = person('hub');
  say(known, officerMessage(third, 'hub', { officer: one.id }), one, two);
  expect(approve(known, message, third)).toEqual(['recorded', undefined]);
});

describe('a process of the hub', () => {
  const saidBy = (message: object, key = gatewayKey) => record('hub', message, [{ key, by: 'partner' }]);
  const from = (kind: string, change: object = {}) => {
    const { sender: _hub, officer: _nobody, ...message } = example(kind);
    return { ...message, ...change };
  };
  const hubEvent = () => {
    const { sender: _exchange, ...message } = example('acknowledgement', 'delivered.v1');
    return message;
  };

  it('says what its kind lets it say, and nothing that another process says', () => {
    const known = founded();
    expect(only(judge('holdfast.acknowledgements', [saidBy(hubEvent())], known))[0]).toBe('recorded');
    expect(only(judge('holdfast.routings', [saidBy(from('routing'))], known))).toEqual([
      'quarantined',
      'hub-signature',
    ]);
    expect(only(judge('holdfast.acknowledgements', [saidBy(hubEvent(), newKey('gateway-1'))], known))).toEqual([
      'quarantined',
      'hub-signature',
    ]);
  });

  it('never speaks as a person', () => {
    const known = founded();
    const approval = approvalMessage(acme(), two.id);
    expect(only(judge(APPROVALS, [saidBy(approval)], known))).toEqual(['quarantined', 'hub-signature']);
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
