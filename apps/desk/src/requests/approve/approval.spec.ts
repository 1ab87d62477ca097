import { freezeBody, Requests } from '../../../test/requests.js';
import { after, BEGIN, MINUTE, World } from '../../../test/world.js';
import { example } from '../../../../../libs/contracts/test/examples.js';

const RELEASE = { kind: 'routing', body: { action: 'RELEASE' } };

function asked(change: object = {}) {
  const world = new World();
  const request = world.say('enforcement-request', {
    name: 'full.v1',
    body: freezeBody(),
    signers: [world.requester],
    ...change,
  });
  const requests = new Requests(world).take(request);
  return { world, request, requests, id: request.envelope.messageId };
}

it('lets a request go to its recipients with the word of a second officer, and not before', () => {
  const { world, request, requests, id } = asked();
  expect(requests.state(id)).toMatchObject({ status: 'PENDING_APPROVAL', legs: {} });
  expect(requests.decided).toEqual([]);
  requests.take(world.approval(request, world.approver, { at: after(MINUTE) }));
  expect(requests.state(id)).toMatchObject({
    status: 'SUBMITTED',
    submittedAt: after(MINUTE),
    legs: { 'demo-exchange-1': { state: 'ROUTED' }, 'demo-exchange-2': { state: 'ROUTED' } },
  });
  expect(requests.decided).toEqual([
    expect.objectContaining({
      ...RELEASE,
      occurredAt: after(MINUTE),
      audience: { partners: ['demo-police'] },
      body: expect.objectContaining({ action: 'RELEASE', recipients: ['demo-exchange-1', 'demo-exchange-2'] }),
    }),
  ]);
});

it.each([
  ['the first officer again', (world: World) => world.requester, {}],
  ['an officer of another agency whom nobody asked', (world: World) => world.prosecutor, {}],
  ['an operator of the hub', (world: World) => world.operators[0], {}],
  ['another content', (world: World) => world.approver, { contentHash: 'ab'.repeat(32) }],
])('is not moved by the word of %s', (_, who, body) => {
  const { world, request, requests, id } = asked();
  requests.take(world.approval(request, who(world) ?? world.approver, body));
  expect(requests.state(id).status).toBe('PENDING_APPROVAL');
});

it('waits for the validating authority where the legal basis names one, in whatever order the two come', () => {
  const body = freezeBody({ legalBasis: example('enforcement-request', 'full.v1').body.legalBasis });
  for (const isReversed of [false, true]) {
    const { world, request, requests, id } = asked({ body });
    const words = [world.approval(request, world.approver), world.approval(request, world.prosecutor)];
    const [first, second] = isReversed ? words.toReversed() : words;
    requests.take(...(first ? [first] : []));
    expect(requests.state(id).status).toBe('PENDING_APPROVAL');
    requests.take(...(second ? [second] : []));
    expect(requests.state(id).status).toBe('SUBMITTED');
  }
});

it('takes an approval that comes before its request', () => {
  const world = new World();
  const request = world.say('enforcement-request', { name: 'full.v1', body: freezeBody(), signers: [world.requester] });
  const requests = new Requests(world).take(world.approval(request, world.approver));
  requests.take(request);
  expect(requests.state(request.envelope.messageId).status).toBe('SUBMITTED');
});

it('ends with a return, which says why, and is not approved afterwards', () => {
  const { world, request, requests, id } = asked();
  requests.take(world.approval(request, world.approver, { decision: 'RETURNED', note: 'Too broad.' }));
  requests.take(world.approval(request, world.approver));
  expect(requests.state(id).status).toBe('RETURNED');
  expect(requests.decided).toEqual([]);
});

it('is held back when its legal basis ended before the approval, until two operators let it go', () => {
  const { world, request, requests, id } = asked();
  requests.take(world.approval(request, world.approver, { at: '2026-05-14T00:00:00.000Z' }));
  expect(requests.state(id)).toMatchObject({ status: 'HELD_BACK', heldBack: 'LEGAL-BASIS-EXPIRED' });
  const [one, two] = world.operators;
  const released = { decision: 'RELEASED', at: '2026-05-14T00:00:01.000Z' };
  for (const by of [one, one]) requests.take(world.approval(request, by ?? world.approver, released));
  expect(requests.state(id).status).toBe('HELD_BACK');
  requests.take(world.approval(request, two ?? world.approver, released));
  expect(requests.state(id).status).toBe('SUBMITTED');
});

it('goes to verified members alone, and names the others', () => {
  const { world, request, requests, id } = asked();
  world.admit('demo-exchange-2', 'EXCHANGE', 'SUSPENDED');
  requests.take(world.approval(request, world.approver));
  expect(requests.state(id)).toMatchObject({ unroutable: ['demo-exchange-2'] });
  expect(Object.keys(requests.state(id).legs)).toEqual(['demo-exchange-1']);
});

it('asks every verified exchange of the group in a lookup, whoever they are then', () => {
  const world = new World();
  const lookup = world.say('enforcement-request', { signers: [world.requester] });
  world.admit('late-exchange');
  const requests = new Requests(world).take(lookup, world.approval(lookup, world.approver));
  expect(Object.keys(requests.state(lookup.envelope.messageId).legs)).toEqual([
    'demo-exchange-1',
    'demo-exchange-2',
    'demo-exchange-3',
    'late-exchange',
  ]);
});

it('decides the same again, byte for byte', () => {
  const [one, two] = [asked(), asked()].map(({ world, request, requests }) => {
    requests.take(world.approval(request, world.approver, { at: BEGIN }));
    return requests.decided;
  });
  expect(JSON.stringify(one)).toBe(JSON.stringify(two));
});
