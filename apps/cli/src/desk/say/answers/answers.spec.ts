import { EnforcementResponseV1, HoldEventV1, parse, seal } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { example } from '../../../../../../libs/contracts/test/examples.js';
import { readRequest } from '../../view/request-view.js';
import { answersOf } from './answers.js';
import { holdEventMessage } from './hold-event.js';
import { placedHold } from './placed-hold.js';
import { responseMessage } from './response.js';

const at = new Date('2026-04-14T08:00:00.000Z');
const requestOf = (name: string, body: object = {}): Envelope => {
  const whole = example('enforcement-request', name);
  return seal({ ...whole, body: { ...whole.body, ...body } }, whole.sender).envelope;
};
const lookup = requestOf('minimal.v1');
const [first] = Object(example('enforcement-request', 'full.v1').body).targets;
const freeze = requestOf('full.v1', { targets: [first] });
const sealed = (message: object): Envelope => seal(message, 'demo-exchange-1').envelope;

describe('a hold', () => {
  const place = (more: object = {}) => placedHold(freeze, { amount: '31900', at, ...more });
  const tell = (event: HoldEventV1) => sealed(holdEventMessage({ requester: 'demo-police', at, event }));

  it('begins provisional, with what is missing, and ends when the request says', () => {
    const { audience, body } = tell(place());
    expect(audience).toEqual({ partners: ['demo-police'] });
    expect(body).toMatchObject({
      requestId: freeze.messageId,
      targetId: 'T1',
      state: 'PROVISIONAL',
      effectiveAt: at.toISOString(),
      heldAmount: { amountAtomic: '31900000000', decimals: 6 },
      shortfall: { amountAtomic: '16350750000' },
      expiresAt: '2026-04-17T07:40:00.000Z',
    });
  });

  it('lacks nothing where all of it is held', () => {
    expect(place({ amount: '48250.75' })).not.toHaveProperty('shortfall');
  });

  it('is of another asset, or ends sooner, where its holder says so', () => {
    expect(place({ asset: 'TRX', expires: '24h' })).toMatchObject({
      heldAmount: { symbol: 'TRX' },
      expiresAt: '2026-04-15T08:00:00.000Z',
    });
  });

  it('needs a request to hold, and one of its targets', () => {
    expect(() => placedHold(lookup, { amount: '1', at })).toThrow(/ATTRIBUTION_LOOKUP: nothing is to be held/);
    expect(() => placedHold(requestOf('full.v1'), { amount: '1', at })).toThrow(/--target T1 or T2/);
    expect(() => place({ target: 'T9' })).toThrow(/--target T1/);
  });

  it('is confirmed and let go by later events, each a message of its own', () => {
    const { holdId = '', ...begun } = { ...place(), holdId: tell(place()).messageId };
    const later = (state: 'CONFIRMED' | 'RELEASED', time: string) =>
      sealed(
        holdEventMessage({
          requester: 'demo-police',
          at: new Date(time),
          event:
            state === 'CONFIRMED'
              ? { ...begun, holdId, state }
              : { requestId: begun.requestId, targetId: 'T1', holdId, state, reason: 'Withdrawn.' },
        }),
      );
    const events = [later('CONFIRMED', '2026-04-14T09:00:00.000Z'), later('RELEASED', '2026-04-14T10:00:00.000Z')];
    expect(events.map(({ body }) => parse(HoldEventV1, body).holdId)).toEqual([holdId, holdId]);
    expect(new Set([holdId, ...events.map(({ messageId }) => messageId)]).size).toBe(3);
  });
});

describe('an answer', () => {
  const answer = (request: Envelope, perTarget: EnforcementResponseV1['perTarget'], more: object = {}) =>
    sealed(responseMessage(request, { responder: 'demo-exchange-1', at, final: true, perTarget, ...more }));

  it('goes to the requester alone, and counts its targets', () => {
    const { audience, handling, body } = answer(lookup, answersOf({ targets: ['T1'], outcome: 'CONTROLLED' }, [], []));
    expect(audience).toEqual({ partners: ['demo-police'] });
    expect(handling.tlp).toBe('RED');
    expect(body).toMatchObject({ requestType: 'ATTRIBUTION_LOOKUP', targetCount: 1, final: true });
  });

  it.each([
    ['all targets', [], undefined, ['T1 A', 'T2 A', 'T3 A']],
    ['those that are named', ['T2'], undefined, ['T2 A']],
    ['those that are named and all others', ['T2'], 'B', ['T1 B', 'T2 A', 'T3 B']],
  ])('speaks of %s', (_, named, others, expected) => {
    const words = { A: 'CONTROLLED', B: 'NOT_CONTROLLED' };
    const said = {
      targets: ['T1', 'T2', 'T3'],
      outcome: words.A,
      ...(others === undefined ? {} : { others: words.B }),
    };
    const spoken = answersOf(said, named, []).map(({ targetId, outcome }) => `${targetId} ${outcome}`);
    expect(spoken).toEqual(expected.map((each) => each.replace(/[AB]$/, (word) => (word === 'A' ? words.A : words.B))));
  });

  it('names no target that the request does not have, and no outcome that there is not', () => {
    expect(() => answersOf({ targets: ['T1'], outcome: 'CONTROLLED' }, ['T2'], [])).toThrow(/no target T2; it has T1/);
    expect(() => answersOf({ targets: ['T1'], outcome: 'MINE' }, [], [])).toThrow('/outcome enum');
  });

  it('gives the reason of a refusal, and its detail', () => {
    const said = { targets: ['T1'], outcome: 'REFUSED', reasonCode: 'OVERBROAD', narrowing: 'One account.' };
    const { body } = answer(freeze, answersOf(said, [], []));
    expect(parse(EnforcementResponseV1, body).perTarget).toEqual([
      { targetId: 'T1', outcome: 'REFUSED', reasonCode: 'OVERBROAD', narrowing: 'One account.' },
    ]);
  });

  it('tells of the hold that was placed for the target, and of none that was not', () => {
    const event = placedHold(freeze, { amount: '31900', at });
    const { holds } = readRequest({
      requestId: freeze.messageId,
      index: 1,
      version: 1,
      kind: 'enforcement-request',
      sender: 'demo-police',
      status: 'SUBMITTED',
      generation: 1,
      acceptedAt: at.toISOString(),
      holds: [
        {
          holdId: '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211',
          holder: 'demo-exchange-1',
          targetId: 'T1',
          state: 'PROVISIONAL',
          said: {
            effectiveAt: event.effectiveAt,
            heldAmount: event.heldAmount,
            shortfall: event.shortfall,
            expiresAt: event.expiresAt,
          },
          events: [],
          extensions: {},
        },
      ],
    });
    const said = { targets: ['T1'], outcome: 'HOLD_PLACED_PARTIAL' };
    const { body } = answer(freeze, answersOf(said, [], holds));
    expect(parse(EnforcementResponseV1, body).perTarget[0]?.hold?.holdId).toBe('3f9b2d10-7c4e-8a51-b2d3-6e5f40312211');
    expect(() => answersOf(said, [], [])).toThrow(/place it first: holdfast hold place/);
  });

  it('says where was looked', () => {
    const searchScope = { systems: ['ledger'], from: '2026-04-01T00:00:00.000Z', to: at.toISOString(), heuristics: [] };
    const perTarget = answersOf({ targets: ['T1'], outcome: 'NO_MATCH' }, [], []);
    expect(answer(freeze, perTarget, { searchScope }).body).toMatchObject({ searchScope });
    expect(() => answer(freeze, perTarget)).toThrow('/body/searchScope');
  });
});
