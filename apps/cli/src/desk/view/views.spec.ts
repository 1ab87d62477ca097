import { stripVTControlCharacters } from 'node:util';
import { seal } from '@holdfast/contracts';
import { example } from '../../../../../libs/contracts/test/examples.js';
import { isSettled } from '../ask/until-answered.js';
import { lookupRows, lookupText } from './lookup-text.js';
import { readRequest } from './request-view.js';
import { requestText } from './request-text.js';
import { requestsTable } from './requests-table.js';
import { statementText } from './statement-text.js';
import { nextDeadline, owed, timeLeft } from './time-left.js';

const now = new Date('2026-04-14T09:00:00.000Z');
const ID = '1d2c3b4a-5968-8776-8554-433221100ffe';
const HOLD = '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211';
const usdt = (amountAtomic: string) => ({
  assetId: 'eip155:1/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7',
  amountAtomic,
  decimals: 6,
});

const head = {
  requestId: ID,
  index: 7,
  version: 9,
  kind: 'enforcement-request',
  requestType: 'FREEZE',
  priority: 'ROUTINE',
  sender: 'demo-police',
  reference: 'F-1',
  caseNumber: '2026-77',
  status: 'SUBMITTED',
  generation: 1,
  acceptedAt: '2026-04-14T07:40:00.000Z',
  submittedAt: '2026-04-14T07:41:00.000Z',
  approvals: [{ role: 'APPROVER', at: '2026-04-14T07:41:00.000Z' }],
  unroutable: ['gone-exchange'],
};

const clock = (dueAt: string, more: object = {}) => ({
  startedAt: '2026-04-14T07:41:00.000Z',
  dueAt,
  pausedMs: 0,
  pauses: [],
  said: [],
  ...more,
});

const freeze = {
  ...head,
  legs: [
    {
      recipient: 'demo-exchange-1',
      state: 'IN_REVIEW',
      clocks: {
        C2: clock('2026-04-14T08:00:00.000Z', { stoppedAt: '2026-04-14T07:50:00.000Z' }),
        C3: clock('2026-04-14T08:59:20.000Z'),
        C4: clock('2026-04-14T11:05:00.000Z'),
      },
      results: {
        T1: { outcome: 'HOLD_PLACED_PARTIAL', holdId: HOLD },
        T2: { outcome: 'REFUSED', reasonCode: 'OVERBROAD' },
      },
      answers: [{ id: ID, index: 8, at: '2026-04-14T08:30:00.000Z', final: false }],
      rounds: 0,
      nextUpdateBy: '2026-04-14T10:00:00.000Z',
    },
    {
      recipient: 'demo-exchange-2',
      state: 'CLARIFICATION',
      clocks: { C4: clock('2026-04-14T09:10:00.000Z', { pausedSince: '2026-04-14T08:00:00.000Z' }) },
      results: {},
      answers: [],
      rounds: 1,
    },
  ],
  holds: [
    {
      holdId: HOLD,
      holder: 'demo-exchange-1',
      targetId: 'T1',
      state: 'PROVISIONAL',
      said: {
        effectiveAt: '2026-04-14T08:20:00.000Z',
        heldAmount: usdt('31900000000'),
        shortfall: usdt('16350750000'),
        expiresAt: '2026-04-17T07:40:00.000Z',
      },
      endsAt: '2026-04-15T07:41:00.000Z',
      endRule: 'DOCUMENT-MISSING',
      events: [],
      extensions: {},
    },
  ],
};

const answered = (results: object) => ({ partner: 'demo-exchange-1', legalName: 'Demo Exchange One', results });
const lookup = {
  ...head,
  requestType: 'ATTRIBUTION_LOOKUP',
  legs: [],
  holds: [],
  lookup: {
    responsible: [answered({ T1: { outcome: 'CONTROLLED' } })],
    timedOut: ['demo-exchange-2'],
    asked: 3,
    open: 0,
  },
};
const shown = (text: string) => stripVTControlCharacters(text);

describe('how far a moment is off', () => {
  it.each([
    ['2026-04-14T09:00:00.000Z', '0 s left'],
    ['2026-04-14T09:00:40.500Z', '40 s left'],
    ['2026-04-14T11:05:00.000Z', '2 h 5 min left'],
    ['2026-04-14T11:00:59.000Z', '2 h left'],
    ['2026-04-17T10:30:00.000Z', '3 d 1 h left'],
    ['2026-04-14T08:59:20.000Z', 'overdue 40 s'],
    ['2026-04-13T08:00:00.000Z', 'overdue 1 d 1 h'],
  ])('is said in its two largest units: %s', (dueAt, text) => {
    expect(timeLeft(dueAt, now)).toBe(text);
  });

  it('counts for what runs alone', () => {
    expect(owed({ dueAt: head.acceptedAt, stoppedAt: head.acceptedAt }, now)).toBeUndefined();
    expect(owed({ dueAt: head.acceptedAt, pausedSince: head.acceptedAt }, now)).toBe('stands still');
    expect(nextDeadline(readRequest(freeze))).toBe('2026-04-14T08:59:20.000Z');
    expect(nextDeadline(readRequest(lookup))).toBeUndefined();
  });
});

describe('a request', () => {
  const text = shown(requestText(readRequest(freeze), undefined, now));

  it('is shown with its head', () => {
    expect(text).toMatch(/^FREEZE ROUTINE SUBMITTED$/m);
    expect(text).toMatch(/^case +2026-77$/m);
    expect(text).toMatch(/^approved +APPROVER 2026-04-14T07:41:00.000Z$/m);
    expect(text).toMatch(/^not reached +gone-exchange$/m);
  });

  it('is shown with what each recipient said, and still owes', () => {
    expect(text).toMatch(
      /^demo-exchange-1 +IN_REVIEW +provisional hold overdue 40 s, final answer 2 h 5 min left, next answer 1 h left +T1 HOLD_PLACED_PARTIAL, T2 REFUSED \(OVERBROAD\)$/m,
    );
    expect(text).toMatch(/^demo-exchange-2 +CLARIFICATION +final answer stands still +-$/m);
  });

  it('is shown with what is held, what is missing, and when and why it ends', () => {
    const asset = usdt('0').assetId;
    expect(text).toContain(
      `31900 ${asset}  16350.75 ${asset}  2026-04-15T07:41:00.000Z (22 h 41 min left, DOCUMENT-MISSING)`,
    );
  });

  it.each([
    ['PENDING_APPROVAL', {}, `a second officer approves: holdfast approve ${ID} --as demo-police.<officer>`],
    ['HELD_BACK', { heldBack: 'QUOTA' }, 'Held back by QUOTA: two operators'],
    ['RETURNED', {}, 'correct it and send it as a new request'],
  ])('says what is to be done while it is %s', (status, more, advice) => {
    const view = readRequest({ ...freeze, status, ...more });
    expect(shown(requestText(view, undefined, now))).toContain(advice);
  });

  it.each([
    [{ releaseDueSince: head.acceptedAt }, 'to be let go since'],
    [{ releaseDueSince: head.acceptedAt, releasedAt: head.acceptedAt }, 'let go 2026-04-14T07:40:00.000Z'],
  ])('shows a hold that has ended: %j', (more, said) => {
    const holds = freeze.holds.map(({ endsAt: _end, endRule: _rule, ...hold }) => ({
      ...hold,
      state: 'LAPSED',
      ...more,
    }));
    expect(shown(requestText(readRequest({ ...freeze, holds }), undefined, now))).toContain(said);
  });

  it('stands in a list with its nearest deadline, and how many answered', () => {
    const lines = shown(requestsTable([readRequest(freeze), readRequest(lookup)], now)).split('\n');
    expect(lines[1]).toMatch(
      / FREEZE +ROUTINE +demo-police +2026-77 +SUBMITTED +1 of 2 +overdue 40 s +2026-04-14 07:40:00$/,
    );
    expect(lines[2]).toMatch(/ ATTRIBUTION_LOOKUP +ROUTINE +demo-police +2026-77 +SUBMITTED +2 of 3 +- /);
  });

  it('is read from a newer hub, which says more, and not from an answer that is none', () => {
    const {
      legs: [leg],
      ...rest
    } = readRequest({ ...freeze, colour: 'blue', legs: [{ ...freeze.legs[0], mood: 'good' }] });
    expect(rest).not.toHaveProperty('colour');
    expect(rest).not.toHaveProperty('heldBack');
    expect(leg).not.toHaveProperty('mood');
    expect(() => readRequest({ ...freeze, status: 7 })).toThrow('/status type');
    expect(() => readRequest('no')).toThrow('/requestId required');
  });

  it('says before it is signed what it says in its officer’s name', () => {
    const whole = example('enforcement-request', 'full.v1');
    const { envelope } = seal(whole, whole.sender);
    const text = statementText(envelope);
    expect(text).toMatch(/^asks +FREEZE, URGENT \(IMMINENT_DISSIPATION\), 9 targets$/m);
    expect(text).toMatch(/^basis +POLICE_ORDER 2026-CY-004512-H1 of Demo Metropolitan Police \(ZZ\)$/m);
    expect(text).toMatch(/^ +statute Demo Criminal Procedure Act, article 102, issued 2026-04-14T07:25:00.000Z$/m);
    expect(text).toMatch(
      /^scope +AMOUNT_LIMITED: at most 48250.75 .*\nuntil +2026-04-17T07:40:00.000Z\npapers by +2026-04-15T07:40:00.000Z$/m,
    );
    expect(text).toMatch(/^why +The holder of the address must be found/m);
    expect(shown(requestText(readRequest(freeze), envelope, now))).toContain(text);
  });

  it('is shown with its targets, under the ids that answers name', () => {
    const whole = example('enforcement-request', 'full.v1');
    const text = shown(requestText(readRequest(freeze), seal(whole, whole.sender).envelope, now));
    expect(text).toMatch(/^T1 +ADDRESS +tron:0x2b6653dc:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8$/m);
    expect(text).toMatch(/^T3 +ACCOUNT_UID +88213$/m);
    expect(text).toMatch(/^T6 +PERSON +see --json$/m);
  });
});

describe('a lookup', () => {
  const whole = example('enforcement-request');
  const [target] = Object(whole.body).targets;
  const { envelope } = seal(
    { ...whole, body: { ...whole.body, targets: ['T1', 'T2'].map((targetId) => ({ ...target, targetId })) } },
    whole.sender,
  );
  const look = (more: object) => {
    const found = readRequest({ ...lookup, lookup: { ...lookup.lookup, ...more } }).lookup;
    return found ? [{ envelope, found }] : [];
  };

  it('names the responsible exchange of each address, and who did not answer in time', () => {
    const text = shown(lookupText(look({})));
    expect(text).toMatch(/LETtpyT +Demo Exchange One \(demo-exchange-1\) +CONTROLLED$/m);
    expect(text).toMatch(/LETtpyT +- +nobody names it$/m);
    expect(text).toContain('3 exchanges asked');
    expect(text).toContain('no answer in time: demo-exchange-2');
    expect(text).not.toContain('may still answer');
  });

  it('does not say that nobody names an address while somebody still may', () => {
    const text = shown(lookupText(look({ open: 1, timedOut: [] })));
    expect(text).toMatch(/no answer yet$/m);
    expect(text).toContain('1 may still answer');
    expect(text).not.toContain('no answer in time');
  });

  it('names everybody who controls or controlled an address', () => {
    const former = { partner: 'demo-exchange-3', results: { T1: { outcome: 'FORMERLY_CONTROLLED' } } };
    const rows = look({ responsible: [answered({ T1: { outcome: 'CONTROLLED' } }), former] }).flatMap(lookupRows);
    expect(rows.map(({ exchange, outcome }) => [exchange, outcome])).toEqual([
      ['Demo Exchange One', 'CONTROLLED'],
      ['demo-exchange-3', 'FORMERLY_CONTROLLED'],
      [undefined, 'NOT_NAMED'],
    ]);
  });

  it.each([
    ['unknown to the desk', undefined, false],
    ['on its way', { ...lookup, lookup: { ...lookup.lookup, asked: 0, timedOut: [] } }, false],
    ['answered in part', { ...lookup, lookup: { ...lookup.lookup, open: 1 } }, false],
    ['answered', lookup, true],
    [
      'waiting for its approval',
      { ...lookup, status: 'PENDING_APPROVAL', lookup: { ...lookup.lookup, asked: 0 } },
      false,
    ],
    ['held back', { ...lookup, status: 'HELD_BACK', lookup: { ...lookup.lookup, asked: 0 } }, true],
  ])('is waited for, or no longer, while it is %s', (_, view, settled) => {
    expect(isSettled(view && readRequest(view))).toBe(settled);
  });
});
