import { freezeBody, Requests } from '../../test/requests.js';
import { after, HOUR, MINUTE, World } from '../../test/world.js';
import { example } from '../../../../libs/contracts/test/examples.js';

const HELD = example('hold-event').body;
const EXCHANGE = 'demo-exchange-1';

function frozen() {
  const world = new World();
  const request = world.say('enforcement-request', { name: 'full.v1', body: freezeBody(), signers: [world.requester] });
  const requests = new Requests(world).take(request, world.approval(request, world.approver));
  const id = request.envelope.messageId;
  const event = (at: string, body: object, sender = EXCHANGE) =>
    world.say('hold-event', { at, occurredAt: at, sender, body: { requestId: id, targetId: 'T1', ...body } });
  const place = (at: string, change: object = {}) =>
    event(at, { ...HELD, requestId: id, effectiveAt: at, expiresAt: after(72 * HOUR), ...change });
  return { world, requests, request, id, event, place };
}

/** With a hold in place since ten minutes after the request. */
function held() {
  const all = frozen();
  const first = all.place(after(10 * MINUTE));
  all.requests.take(first);
  const holdId = first.envelope.messageId;
  const hold = () => all.requests.state(all.id).holds[holdId];
  const leg = () => all.requests.state(all.id).legs[EXCHANGE];
  const next = (at: string, state: string, body: object = {}, sender = EXCHANGE) =>
    all.event(at, { holdId, state, ...body }, sender);
  const facts = (at: string, expiresAt = after(20 * 24 * HOUR)) => ({
    effectiveAt: at,
    heldAmount: HELD.heldAmount,
    expiresAt,
  });
  /** The next generation, with the document, and its approval. */
  const document = (at: string) => {
    const { legalDocumentDueAt: _due, ...freeze } = Object(freezeBody()).freeze;
    const legalBasis = { ...Object(freezeBody()).legalBasis, documentStatus: 'ATTACHED' };
    const body = freezeBody({ generation: 2, requestId: all.id, freeze, legalBasis });
    const later = all.world.say('enforcement-request', { at, name: 'full.v1', body, signers: [all.world.requester] });
    return [later, all.world.approval(later, all.world.approver, { at })];
  };
  return { ...all, holdId, hold, leg, next, facts, document };
}

it('holds what the recipient says it holds, until the document is due', () => {
  const { hold, leg } = held();
  expect(hold()).toMatchObject({
    state: 'PROVISIONAL',
    holder: EXCHANGE,
    endsAt: after(24 * HOUR),
    endRule: 'DOCUMENT-MISSING',
  });
  expect(leg()).toMatchObject({ clocks: { C3: { stoppedAt: after(10 * MINUTE) }, C6: { dueAt: after(24 * HOUR) } } });
});

it.each([
  ['by somebody who was not asked', { sender: 'demo-exchange-3' }],
  ['of something that was not asked about', { body: { targetId: 'T9' } }],
])('takes no hold %s', (_, { sender, body }: { sender?: string; body?: object }) => {
  const { requests, id, event } = frozen();
  requests.take(
    event(
      after(MINUTE),
      { ...HELD, requestId: id, effectiveAt: after(MINUTE), expiresAt: after(HOUR), ...body },
      sender,
    ),
  );
  expect(requests.state(id).holds).toEqual({});
});

it('lapses by itself without the document, at its time and once, against the requester; its holder then lets go', () => {
  const { requests, hold, leg, next } = held();
  expect(kinds(requests.tick(after(24 * HOUR)))).not.toContain('hold-event');
  const due = requests.tick(after(24 * HOUR + 1));
  expect(due).toContainEqual(
    expect.objectContaining({
      kind: 'hold-event',
      occurredAt: after(24 * HOUR),
      audience: { partners: ['demo-police', EXCHANGE] },
      body: expect.objectContaining({ state: 'LAPSED', reason: 'DOCUMENT-MISSING' }),
    }),
  );
  expect(due).toContainEqual(
    expect.objectContaining({ body: expect.objectContaining({ clock: 'C6', level: 'BREACH' }) }),
  );
  expect(hold()).toMatchObject({ state: 'LAPSED' });
  expect(kinds(requests.tick(after(25 * HOUR)))).not.toContain('hold-event');
  expect(leg()?.clocks.C9).toBeDefined();
  requests.take(next(after(25 * HOUR), 'RELEASED', { reason: 'Lapsed' }));
  expect(hold()).toMatchObject({ state: 'LAPSED', releasedAt: after(25 * HOUR) });
  expect(leg()?.clocks.C9?.stoppedAt).toBe(after(25 * HOUR));
});

it('is confirmed once the document is in the record, and not before', () => {
  const { requests, hold, leg, next, facts, document } = held();
  requests.take(next(after(HOUR), 'CONFIRMED', facts(after(10 * MINUTE))));
  expect(hold()?.state).toBe('PROVISIONAL');
  requests.take(...document(after(2 * HOUR)));
  expect(leg()?.clocks.C6?.stoppedAt).toBe(after(2 * HOUR));
  expect(hold()).toMatchObject({ state: 'PROVISIONAL', endsAt: after(72 * HOUR) });
  requests.take(next(after(3 * HOUR), 'CONFIRMED', facts(after(10 * MINUTE))));
  expect(hold()).toMatchObject({ state: 'CONFIRMED', endsAt: after(20 * 24 * HOUR) });
});

it('never outlives its legal basis, whatever its holder says', () => {
  const { requests, hold, next, facts, document } = held();
  requests.take(
    ...document(after(2 * HOUR)),
    next(after(3 * HOUR), 'CONFIRMED', facts(after(10 * MINUTE), after(900 * HOUR))),
  );
  expect(hold()).toMatchObject({ endRule: 'LEGAL-BASIS-EXPIRED', endsAt: '2026-05-14T00:00:00.000Z' });
  requests.tick('2026-05-14T00:00:00.001Z');
  expect(hold()?.state).toBe('LAPSED');
});

it('is not confirmed after its end, even where the tick that says so comes later', () => {
  const { requests, hold, next, facts, document } = held();
  requests.take(...document(after(30 * HOUR)), next(after(80 * HOUR), 'CONFIRMED', facts(after(10 * MINUTE))));
  expect(hold()?.state).toBe('PROVISIONAL');
});

it('is lapsed by the hub alone, and confirmed or released by its holder alone', () => {
  const { requests, hold, next, facts, document } = held();
  requests.take(...document(after(HOUR)));
  requests.take(next(after(2 * HOUR), 'LAPSED', { reason: 'We say so' }));
  requests.take(next(after(2 * HOUR), 'CONFIRMED', facts(after(10 * MINUTE)), 'demo-exchange-2'));
  requests.take(next(after(2 * HOUR), 'RELEASED', { reason: 'A mistake' }, 'demo-exchange-2'));
  expect(hold()?.state).toBe('PROVISIONAL');
  requests.take(next(after(3 * HOUR), 'RELEASED', { reason: 'Paid back' }));
  expect(hold()).toMatchObject({ state: 'RELEASED', releasedAt: after(3 * HOUR) });
  expect(hold()?.endsAt).toBeUndefined();
});

describe('a request about a hold', () => {
  const about = (type: string, change: object) => {
    const { freeze: _freeze, ...rest } = Object(freezeBody());
    return {
      ...rest,
      requestType: type,
      routing: { mode: 'DIRECT', to: [EXCHANGE] },
      legalBasis: { ...rest.legalBasis, documentStatus: 'ATTACHED' },
      ...change,
    };
  };

  function confirmed() {
    const all = held();
    all.requests.take(
      ...all.document(after(HOUR)),
      all.next(after(2 * HOUR), 'CONFIRMED', all.facts(after(10 * MINUTE))),
    );
    const order = (body: object, at: string) => {
      const said = all.world.say('enforcement-request', { at, name: 'full.v1', body, signers: [all.world.requester] });
      all.requests.take(said, all.world.approval(said, all.world.approver, { at }));
    };
    return { ...all, order };
  }

  it('extends it to the end that was ordered, and to no other', () => {
    const { requests, hold, holdId, next, facts, order } = confirmed();
    const newEnd = after(25 * 24 * HOUR);
    requests.take(next(after(3 * HOUR), 'EXTENDED', facts(after(10 * MINUTE), newEnd)));
    expect(hold()?.state).toBe('CONFIRMED');
    order(about('FREEZE_EXTENSION', { holdId, newEnd }), after(4 * HOUR));
    requests.take(next(after(5 * HOUR), 'EXTENDED', facts(after(10 * MINUTE), after(28 * 24 * HOUR))));
    expect(hold()?.state).toBe('CONFIRMED');
    requests.take(next(after(6 * HOUR), 'EXTENDED', facts(after(10 * MINUTE), newEnd)));
    expect(hold()).toMatchObject({ state: 'EXTENDED', endsAt: newEnd });
  });

  it('orders its release, which its holder must carry out in time', () => {
    const { requests, hold, holdId, leg, next, order } = confirmed();
    order(about('RELEASE', { holdId }), after(4 * HOUR));
    expect(hold()).toMatchObject({ state: 'CONFIRMED', releaseDueSince: after(4 * HOUR) });
    expect(leg()?.clocks.C9?.startedAt).toBe(after(4 * HOUR));
    requests.take(next(after(5 * HOUR), 'RELEASED', { reason: 'Ordered' }));
    expect(hold()?.state).toBe('RELEASED');
    expect(leg()?.clocks.C9?.stoppedAt).toBe(after(5 * HOUR));
  });
});

const kinds = (messages: readonly object[]): string[] => messages.map((each) => Object(each).kind);
