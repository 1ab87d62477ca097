import { HUB, seal } from '@holdfast/contracts';
import type { Address, Envelope } from '@holdfast/contracts';
import { flagMessage } from '../investigation/flag-message.js';
import { requestMessage } from '../investigation/request-message.js';
import type { Wish } from '../investigation/request-message.js';
import { freezeOf } from '../investigation/scene.js';
import { BEHAVIOURS } from '../world/behaviour.js';
import { madeAddress, TRON } from '../world/made-address.js';
import { amountOn, walletsOf } from '../world/wallet.js';
import { afterSaying, NOTHING_KNOWN } from './exchange.js';
import type { ExchangeState, SimulatedExchange } from './exchange.js';
import { foldItem } from './fold-item.js';
import { repliesDue } from './replies-due.js';

const NOW = new Date('2026-04-14T07:40:00.000Z');
const now = NOW.toISOString();
const LATER = '2026-04-14T09:00:00.000Z';
const officer = '5b7d9f11-2a3c-8e4d-a5f6-071829304152';
const DAY_MS = 86_400_000;

const wallets = walletsOf('seed', 'sim-a', 'sim-b');
const exchange = (behaviour: SimulatedExchange['behaviour'] = 'prompt'): SimulatedExchange => ({
  id: 'sim-a',
  officer,
  behaviour,
  wallets,
});
const [hot, bitcoin, , tron, emptied, former] = wallets.map(({ address }) => address);
const stranger = madeAddress(TRON, 'nobody');
const usdt = (amount: bigint) => amountOn(TRON, amount);
const balance = BigInt(wallets[3]?.balance.amountAtomic ?? 0);

let number = 0;
const asking = (target: Address | undefined, wish: Partial<Wish> = {}): Envelope => {
  const whole: Wish = {
    requestType: 'ATTRIBUTION_LOOKUP',
    reference: `REQ-${number++}`,
    target: target ?? stranger,
    to: 'exchanges',
    routing: { mode: 'BROADCAST' },
    ...wish,
  };
  return seal(requestMessage(whole, officer, NOW), 'demo-police').envelope;
};
const direct = { to: ['sim-a'], routing: { mode: 'DIRECT', to: ['sim-a'] } };
const freezing = (target: Address | undefined, cap: object, wish: Partial<Wish> = {}): Envelope =>
  asking(target, {
    ...direct,
    requestType: 'FREEZE',
    document: 'TO_FOLLOW',
    parts: { freeze: freezeOf(cap, NOW, { dueInMs: DAY_MS, endsInMs: 3 * DAY_MS }) },
    ...wish,
  });

/** What an exchange says to these messages, everything that it says coming back to it; each is a valid message. */
function converse(self: SimulatedExchange, messages: readonly Envelope[], before: ExchangeState = NOTHING_KNOWN) {
  let state = before;
  const said: Envelope[] = [];
  for (const message of messages) {
    state = foldItem(self, state, message, now);
    for (let due = repliesDue({ exchange: self, state, now }); due.length > 0;) {
      state = afterSaying(state, due);
      const sealed = due.map((reply) => seal(reply.message, self.id).envelope);
      expect(sealed.map(({ messageId }) => messageId)).toEqual(due.map(({ messageId }) => messageId));
      said.push(...sealed);
      for (const own of sealed) state = foldItem(self, state, own, now);
      due = repliesDue({ exchange: self, state, now });
    }
  }
  return {
    state,
    said,
    bodies: (kind: string) => said.filter((each) => each.kind === kind).map(({ body }) => Object(body)),
  };
}

const outcomes = (bodies: readonly { perTarget: { outcome: string }[] }[]) =>
  bodies.flatMap(({ perTarget }) => perTarget.map(({ outcome }) => outcome));

describe('a lookup', () => {
  it.each([
    ['a deposit address', bitcoin, 'CONTROLLED', 'CUSTOMER_DEPOSIT'],
    ['its hot wallet', hot, 'CONTROLLED', 'HOT_WALLET'],
    ['an address that it gave up', former, 'FORMERLY_CONTROLLED', 'FORMER'],
    ["a stranger's address", stranger, 'NOT_CONTROLLED', undefined],
  ])('is answered for %s', (_, address, outcome, addressType) => {
    const [answer] = converse(exchange(), [asking(address)]).bodies('enforcement-response');
    expect(answer).toMatchObject({ final: true, perTarget: [{ targetId: 'T1', outcome }] });
    expect(answer.perTarget[0].addressType).toBe(addressType);
  });

  it('is answered neither way by who refuses, and not at all by who is silent', () => {
    const refused = converse(exchange('refusing'), [asking(bitcoin)]);
    expect(outcomes(refused.bodies('enforcement-response'))).toEqual(['CANNOT_CONFIRM']);
    expect(converse(exchange('silent'), [asking(bitcoin), freezing(tron, usdt(1n))]).said).toEqual([]);
  });

  it('is answered for strange targets first by who errs, then rightly and as a continuation', () => {
    const [first, second] = converse(exchange('wrong'), [asking(bitcoin)]).said;
    expect(Object(first?.body).perTarget[0].targetId).toBe('WRONG-T1');
    expect(second?.body).toMatchObject({ responseId: first?.messageId, perTarget: [{ targetId: 'T1' }] });
  });

  it('is not answered before its time', () => {
    const self = exchange('slow');
    const state = foldItem(self, NOTHING_KNOWN, asking(bitcoin), LATER);
    expect(repliesDue({ exchange: self, state, now })).toEqual([]);
    expect(repliesDue({ exchange: self, state, now: LATER })).toHaveLength(1);
  });
});

describe('a freeze', () => {
  it('holds no more than the cap, and is read by a person', () => {
    const { said, bodies } = converse(exchange(), [freezing(tron, usdt(5n))]);
    expect(said.map(({ kind }) => kind)).toEqual(['acknowledgement', 'hold-event', 'enforcement-response']);
    expect(bodies('hold-event')).toMatchObject([{ state: 'PROVISIONAL', heldAmount: usdt(5n) }]);
    expect(outcomes(bodies('enforcement-response'))).toEqual(['HOLD_PLACED']);
    expect(bodies('enforcement-response')[0].perTarget[0].hold.holdId).toBe(said[1]?.messageId);
  });

  it('holds what is there, and says what is missing', () => {
    const { bodies } = converse(exchange(), [freezing(tron, usdt(balance + 7n))]);
    expect(bodies('hold-event')).toMatchObject([{ heldAmount: usdt(balance), shortfall: usdt(7n) }]);
    expect(outcomes(bodies('enforcement-response'))).toEqual(['HOLD_PLACED_PARTIAL']);
  });

  it('takes from what another freeze has left, until nothing is', () => {
    const requests = [freezing(tron, usdt(balance - 3n)), freezing(tron, usdt(4n)), freezing(tron, usdt(1n))];
    const { bodies } = converse(exchange(), requests);
    expect(bodies('hold-event').map(({ heldAmount }) => heldAmount.amountAtomic)).toEqual([String(balance - 3n), '3']);
    expect(outcomes(bodies('enforcement-response'))).toEqual(['HOLD_PLACED', 'HOLD_PLACED_PARTIAL', 'NO_BALANCE']);
  });

  it('holds for all its targets together no more than the cap', () => {
    const twice = freezing(tron, usdt(5n));
    const [target] = Object(twice.body).targets;
    const body = { ...twice.body, targets: [target, { ...target, targetId: 'T2' }] };
    const { said, bodies } = converse(exchange(), [
      seal({ ...twice, messageId: undefined, body }, 'demo-police').envelope,
    ]);
    expect(said).toHaveLength(3);
    expect(outcomes(bodies('enforcement-response'))).toEqual(['HOLD_PLACED', 'NO_BALANCE']);
  });

  it.each([
    ['where the funds went', emptied, 'FUNDS_MOVED'],
    ['that another asset lies there', bitcoin, 'NO_BALANCE'],
    ['that it has no such customer', stranger, 'NO_MATCH'],
    ['that it has no such customer any more', former, 'NO_MATCH'],
  ])('says %s', (_, address, outcome) => {
    const { bodies } = converse(exchange(), [freezing(address, usdt(1n))]);
    expect([bodies('hold-event'), outcomes(bodies('enforcement-response'))]).toEqual([[], [outcome]]);
  });

  it('is answered once, whatever becomes free later', () => {
    const before = converse(exchange(), [freezing(tron, usdt(balance)), freezing(tron, usdt(1n))]);
    const holdId = before.said.find(({ kind }) => kind === 'hold-event')?.messageId;
    const order = asking(tron, { ...direct, requestType: 'RELEASE', document: 'ATTACHED', parts: { holdId } });
    const { bodies } = converse(exchange(), [order], before.state);
    expect(bodies('hold-event').map(({ state }) => state)).toEqual(['RELEASED']);
  });

  it('is refused by who refuses, and once its time is over', () => {
    const refused = converse(exchange('refusing'), [freezing(tron, usdt(1n))]);
    expect(outcomes(refused.bodies('enforcement-response'))).toEqual(['REFUSED']);
    const self = exchange();
    const state = foldItem(self, NOTHING_KNOWN, freezing(tron, usdt(1n)), now);
    const late = repliesDue({ exchange: self, state, now: '2026-04-18T00:00:00.000Z' });
    expect(late.map(({ text }) => text)).toContainEqual(expect.stringContaining('LEGAL_BASIS_MISSING_OR_EXPIRED'));
  });
});

describe('a hold', () => {
  const request = freezing(tron, usdt(5n));
  const { state, said } = converse(exchange(), [request]);
  const holdId = said[1]?.messageId ?? '';
  const [document, withdrawal] = [{}, { desiredStatus: 'WITHDRAWN' }].map((change) =>
    freezing(tron, usdt(5n), {
      document: 'ATTACHED',
      parts: {
        freeze: freezeOf(usdt(5n), NOW, { endsInMs: 30 * DAY_MS }),
        requestId: request.messageId,
        generation: 2,
        ...change,
      },
    }),
  );
  const ordering = (requestType: Wish['requestType'], parts: object) =>
    asking(tron, { ...direct, requestType, document: 'ATTACHED', parts: { holdId, ...parts } });
  const extension = ordering('FREEZE_EXTENSION', { newEnd: '2026-06-01T00:00:00.000Z' });
  const seizure = ordering('SEIZURE_TRANSFER', {
    transfer: {
      toAddress: stranger,
      custodyProof: { type: 'TIP191', message: 'vault', signature: 'abcd' },
      amount: usdt(5n),
      testTransferAtomic: '0',
      maxFeeAtomic: '1',
    },
  });
  const lapse = seal(
    {
      ...requestMessage({ requestType: 'RELEASE', reference: 'lapse', target: stranger, ...direct }, officer, NOW),
      kind: 'hold-event',
      officer: undefined,
      body: { holdId, requestId: request.messageId, targetId: 'T1', state: 'LAPSED' },
    },
    HUB,
  ).envelope;
  const after = (...messages: (Envelope | undefined)[]) => {
    const { bodies } = converse(
      exchange(),
      messages.flatMap((each) => each ?? []),
      state,
    );
    return [bodies('hold-event').map((event) => event.state), outcomes(bodies('enforcement-response'))];
  };

  it.each([
    ['is confirmed once the document is there', [document], ['CONFIRMED'], []],
    ['is confirmed once', [document, document], ['CONFIRMED'], []],
    ['is let go when its time ran out', [lapse], ['RELEASED'], []],
    ['is let go when the request is withdrawn', [withdrawal], ['RELEASED'], []],
    ['is let go by order', [ordering('RELEASE', {})], ['RELEASED'], ['RELEASED']],
    ['is let go once', [ordering('RELEASE', {}), ordering('RELEASE', {})], ['RELEASED'], ['RELEASED', 'NOT_HELD']],
    ['is let go as a whole or not', [ordering('RELEASE', { releaseAmount: usdt(1n) })], [], ['REFUSED']],
    ['is not extended without its document', [extension], [], ['REFUSED']],
    ['is extended with it', [document, extension], ['CONFIRMED', 'EXTENDED'], ['EXTENDED']],
    ['is handed over with it', [document, seizure], ['CONFIRMED', 'SEIZED'], ['TRANSFERRED']],
    ['is not handed over without it', [seizure], [], ['REFUSED']],
  ])('%s', (_, messages, states, answers) => {
    expect(after(...messages)).toEqual([states, answers]);
  });
});

it('answers an order as done where it stopped between doing it and saying so', () => {
  const self = exchange();
  const before = converse(self, [freezing(tron, usdt(5n))]);
  const holdId = before.said[1]?.messageId;
  const order = asking(tron, { ...direct, requestType: 'RELEASE', document: 'ATTACHED', parts: { holdId } });
  const { said } = converse(self, [order], before.state);
  const kept = said.filter(({ kind }) => kind !== 'enforcement-response');
  const reread = [order, ...kept].reduce((state, each) => foldItem(self, state, each, now), before.state);
  const due = repliesDue({ exchange: self, state: reread, now });
  expect(due.map(({ text }) => text)).toEqual(['answers RELEASE T1 RELEASED']);
});

it('says to who flagged its address that a deposit lies there, or that it is its own hot wallet', () => {
  const flag = (address: Address | undefined, reference: string) =>
    seal(flagMessage(reference, address ?? stranger, NOW), 'demo-police').envelope;
  const { said } = converse(exchange(), [flag(tron, 'F1'), flag(hot, 'F2'), flag(stranger, 'F3'), flag(emptied, 'F4')]);
  expect(said.map(({ kind, audience }) => [kind, audience.partners])).toEqual([
    ['flag-hit', ['demo-police']],
    ['flag-assessment', ['demo-police']],
  ]);
});

const OTHERS = ['INFO_DISCLOSURE', 'PRESERVATION', 'VICTIM_CONTACT', 'ISSUER_FREEZE'] as const;

it.each(OTHERS)('refuses %s with a reason, whatever it knows', (requestType) => {
  const { said } = converse(exchange(), [withParts(requestType)]);
  expect(said.at(-1)?.body).toMatchObject({ perTarget: [{ outcome: 'REFUSED', reasonCode: 'SERVICE_NOT_COVERED' }] });
});

function withParts(requestType: (typeof OTHERS)[number]): Envelope {
  const kid = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
  const encryptTo = [{ kid, kty: 'OKP', crv: 'X25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }];
  const freeze = freezeOf(usdt(1n), NOW, { endsInMs: DAY_MS });
  const disclosure = { dataCategories: ['TX_HISTORY'], delivery: { encryptTo, formats: ['x'], maxPackageBytes: 1 } };
  const parts = { INFO_DISCLOSURE: disclosure, ISSUER_FREEZE: { freeze }, PRESERVATION: {}, VICTIM_CONTACT: {} };
  const { body, ...message } = Object(
    requestMessage({ requestType, reference: 'R', target: stranger, ...direct }, officer, NOW),
  );
  // What the request is of does not matter here: the exchange never looks at it.
  return { ...message, messageId: officer, sender: 'demo-police', body: { ...body, ...parts[requestType] } };
}

it.each(BEHAVIOURS)('knows from its feed alone what it said before, and says nothing twice: %s', (behaviour) => {
  const self = exchange(behaviour);
  const requests = [asking(bitcoin), freezing(tron, usdt(5n)), freezing(emptied, usdt(5n))];
  const { said } = converse(self, requests);
  const reread = [...requests, ...said].reduce((state, each) => foldItem(self, state, each, now), NOTHING_KNOWN);
  expect(repliesDue({ exchange: self, state: reread, now: LATER })).toEqual([]);
});
