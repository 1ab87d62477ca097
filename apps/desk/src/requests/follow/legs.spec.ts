import { Requests } from '../../../test/requests.js';
import { after, HOUR, MINUTE, World } from '../../../test/world.js';
import { example } from '../../../../../libs/contracts/test/examples.js';

const ASKED = ['demo-exchange-1', 'demo-exchange-2', 'demo-exchange-3'];

function lookedUp() {
  const world = new World();
  const lookup = world.say('enforcement-request', { signers: [world.requester] });
  const requests = new Requests(world).take(lookup, world.approval(lookup, world.approver));
  const id = lookup.envelope.messageId;
  const answer = (sender: string, outcome: string, at: string, targetId = 'T1') =>
    world.say('enforcement-response', {
      at,
      sender,
      body: {
        ...example('enforcement-response').body,
        requestId: id,
        responder: sender,
        perTarget: [{ targetId, outcome }],
      },
    });
  const follow = (at: string) =>
    world.say('enforcement-request', {
      at,
      name: 'disclosure.v1',
      body: {
        ...example('enforcement-request', 'disclosure.v1').body,
        routing: { mode: 'AFTER_LOOKUP', lookupId: id },
      },
      signers: [world.requester],
    });
  return { world, requests, id, answer, follow };
}

it('keeps of a lookup who is responsible and nothing of the others, and tells the responsible one so', () => {
  const { requests, id, answer } = lookedUp();
  const found = answer('demo-exchange-2', 'CONTROLLED', after(400));
  requests.take(answer('demo-exchange-1', 'NOT_CONTROLLED', after(300)), found);
  const { legs, responsible } = requests.state(id);
  expect(responsible).toEqual(['demo-exchange-2']);
  expect(legs['demo-exchange-1']).toMatchObject({ state: 'COMPLETED', results: {} });
  expect(legs['demo-exchange-2']).toMatchObject({ state: 'COMPLETED', results: { T1: { outcome: 'CONTROLLED' } } });
  expect(requests.decided.at(-1)).toMatchObject({
    kind: 'acknowledgement',
    audience: { partners: ['demo-exchange-2'] },
    body: { ofMessageId: found.envelope.messageId, level: 'APPLIED', result: 'OK' },
  });
});

it('lets an unanswered leg time out at sixty seconds, and keeps an answer that comes later', () => {
  const { requests, id, answer } = lookedUp();
  requests.take(answer('demo-exchange-1', 'NOT_CONTROLLED', after(59_000)));
  expect(levelsSaid(requests.tick(after(60_000)))).not.toContain('C3b BREACH');
  expect(levelsSaid(requests.tick(after(60_001)))).toEqual(
    expect.arrayContaining(['C3b BREACH demo-exchange-2', 'C3b BREACH demo-exchange-3']),
  );
  expect(ASKED.map((each) => requests.state(id).legs[each]?.state)).toEqual(['COMPLETED', 'EXPIRED', 'EXPIRED']);
  requests.take(answer('demo-exchange-2', 'CONTROLLED', after(61_000)));
  expect(requests.state(id)).toMatchObject({
    responsible: ['demo-exchange-2'],
    legs: { 'demo-exchange-2': { state: 'EXPIRED' } },
  });
});

it('breaches nothing that was answered in time, however late the tick comes', () => {
  const { requests, answer } = lookedUp();
  requests.take(...ASKED.map((each) => answer(each, 'NOT_CONTROLLED', after(30_000))));
  expect(levelsSaid(requests.tick(after(HOUR))).filter((each) => each.startsWith('C3b BREACH'))).toEqual([]);
});

it('gives a request that follows a lookup to who was found, now and later', () => {
  const { world, requests, answer, follow } = lookedUp();
  requests.take(answer('demo-exchange-1', 'CONTROLLED', after(100)));
  const next = follow(after(200));
  requests.take(next, world.approval(next, world.approver, { at: after(300) }));
  const id = next.envelope.messageId;
  expect(Object.keys(requests.state(id).legs)).toEqual(['demo-exchange-1']);
  requests.take(
    answer('demo-exchange-2', 'NOT_CONTROLLED', after(400)),
    answer('demo-exchange-3', 'FORMERLY_CONTROLLED', after(500)),
  );
  expect(Object.keys(requests.state(id).legs)).toEqual(['demo-exchange-1', 'demo-exchange-3']);
});

it('takes no answer of somebody who was not asked, or to something else', () => {
  const { requests, id, answer, world } = lookedUp();
  const before = requests.state(id);
  world.admit('stranger');
  requests.take(answer('stranger', 'CONTROLLED', after(10)));
  requests.take(answer('demo-exchange-1', 'CONTROLLED', after(20), 'T9'));
  expect(requests.state(id)).toBe(before);
});

describe('a request for data', () => {
  function disclosure() {
    const world = new World();
    const { lookupId: _none, ...routing } = { mode: 'DIRECT', to: ['demo-exchange-1'], lookupId: undefined };
    const body = { ...example('enforcement-request', 'disclosure.v1').body, routing };
    const request = world.say('enforcement-request', {
      name: 'disclosure.v1',
      body,
      audience: { partners: ['demo-exchange-1'] },
      signers: [world.requester],
    });
    const requests = new Requests(world).take(request, world.approval(request, world.approver));
    const id = request.envelope.messageId;
    const leg = () => requests.state(id).legs['demo-exchange-1'];
    const ask = (type: string, round: number, at: string) =>
      world.say('clarification', {
        at,
        sender: type === 'QUESTION' ? 'demo-exchange-1' : 'demo-police',
        body: {
          requestId: id,
          leg: 'demo-exchange-1',
          round,
          type,
          items: [{ pointer: '/body/targets/0', text: 'Which?' }],
        },
      });
    return { world, requests, id, leg, ask };
  }

  it('is delivered, read by a person, questioned at most twice, answered and confirmed', () => {
    const { world, requests, id, leg, ask } = disclosure();
    const delivered = {
      ...example('acknowledgement', 'delivered.v1').body,
      ofMessageId: id,
      recipient: 'demo-exchange-1',
    };
    requests.take(
      world.returned({ ...withoutSender('acknowledgement', 'delivered.v1'), body: delivered }, after(2_000)),
    );
    expect(leg()).toMatchObject({ state: 'DELIVERED', clocks: { C1: { stoppedAt: after(2_000) } } });
    requests.take(ask('QUESTION', 1, after(MINUTE)));
    expect(leg()).toMatchObject({ state: 'CLARIFICATION', clocks: { C4: { pausedSince: after(MINUTE) } } });
    requests.take(ask('ANSWER', 1, after(2 * MINUTE)));
    expect(leg()).toMatchObject({ state: 'IN_REVIEW', clocks: { C4: { pausedMs: MINUTE } } });
    requests.take(ask('QUESTION', 1, after(3 * MINUTE)));
    expect(leg()?.state).toBe('IN_REVIEW');
    const refused = world.say('enforcement-response', {
      at: after(4 * MINUTE),
      body: {
        ...example('enforcement-response').body,
        requestId: id,
        requestType: 'EMERGENCY_DISCLOSURE',
        perTarget: [{ targetId: 'T1', outcome: 'REFUSED', reasonCode: 'OVERBROAD', narrowing: 'One account.' }],
      },
    });
    requests.take(refused);
    expect(leg()).toMatchObject({ state: 'REFUSED', clocks: { C4: { stoppedAt: after(4 * MINUTE) } } });
    requests.take(
      world.say('acknowledgement', {
        at: after(5 * MINUTE),
        sender: 'demo-police',
        body: { ofMessageId: refused.envelope.messageId, level: 'RECEIPT', result: 'OK', at: after(0) },
      }),
    );
    expect(leg()).toMatchObject({ state: 'COMPLETED', clocks: { C8: { stoppedAt: after(5 * MINUTE) } } });
  });

  it('is taken back by its sender alone: open legs end, no clock runs on, further delivery stops', () => {
    const { world, requests, id, leg } = disclosure();
    const revocation = (sender: string) =>
      world.say('revocation', {
        at: after(MINUTE),
        sender,
        body: {
          ...example('revocation').body,
          targetMessageId: id,
          action: 'WITHDRAW',
          requiredAction: 'NOTE_ONLY',
          reason: 'CASE_CLOSED',
        },
      });
    requests.take(revocation('demo-exchange-1'));
    expect(requests.state(id).status).toBe('SUBMITTED');
    requests.take(revocation('demo-police'));
    expect(requests.state(id)).toMatchObject({ status: 'WITHDRAWN', stop: { routed: true } });
    expect(leg()?.state).toBe('WITHDRAWN');
    expect(requests.decided.at(-1)).toMatchObject({ kind: 'routing', body: { action: 'STOP', target: id } });
    expect(levelsSaid(requests.tick(after(1_000 * HOUR))).filter((each) => each.includes('BREACH'))).toEqual([
      'C1 BREACH demo-exchange-1',
    ]);
  });
});

function withoutSender(kind: string, name: string): object {
  const { sender: _hub, ...rest } = example(kind, name);
  return rest;
}

/** Clock, level and leg of what was said of clocks. */
function levelsSaid(messages: readonly object[]): string[] {
  return messages.flatMap((each) => {
    const { kind, body } = Object(each);
    return kind === 'sla-event' ? [`${body.clock} ${body.level} ${body.leg}`] : [];
  });
}
