import fc from 'fast-check';
import { example } from '../../../libs/contracts/test/examples.js';
import type { Said } from '../src/fold/said.js';
import { freezeBody } from './requests.js';
import { after, MINUTE } from './world.js';
import type { World } from './world.js';

const EXCHANGES = ['demo-exchange-1', 'demo-exchange-2', 'demo-exchange-3'];
const HOLD_STATES = ['PROVISIONAL', 'CONFIRMED', 'EXTENDED', 'RELEASED', 'SEIZED', 'LAPSED'];
const OUTCOMES = ['HOLD_PLACED', 'FUNDS_MOVED', 'NO_BALANCE', 'NO_MATCH', 'REFUSED'];

/** One thing that somebody says of a freeze, legal or not. */
export type Step =
  | { type: 'approve' | 'return' | 'withdraw' | 'document'; minute: number }
  | { type: 'delivered' | 'question' | 'reply'; by: string; minute: number }
  | { type: 'answer'; by: string; outcome: string; final: boolean; minute: number }
  | { type: 'hold'; by: string; state: string; isFirst: boolean; minute: number }
  | { type: 'again'; minute: number };

type Recipient = Extract<Step, { by: string }>;

const by = fc.constantFrom(...EXCHANGES);
const minute = fc.integer({ min: 0, max: 6_000 });

/** Sequences of such things in any order, some of them twice. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'return' as const,
        'withdraw' as const,
        'document' as const,
      ),
      minute,
    }),
    fc.record({ type: fc.constantFrom('delivered' as const, 'question' as const, 'reply' as const), by, minute }),
    fc.record({
      type: fc.constant('answer' as const),
      by,
      outcome: fc.constantFrom(...OUTCOMES),
      final: fc.boolean(),
      minute,
    }),
    fc.record({
      type: fc.constant('hold' as const),
      by,
      state: fc.constantFrom(...HOLD_STATES),
      isFirst: fc.boolean(),
      minute,
    }),
    fc.record({ type: fc.constant('again' as const), minute }),
  ),
  { maxLength: 30 },
);

/** What is said of one freeze in these steps, its request among it. */
export function lifeOf(world: World, taken: readonly Step[]): Said[] {
  const request = world.say('enforcement-request', { name: 'full.v1', body: freezeBody(), signers: [world.requester] });
  const said: Said[] = [];
  for (const step of taken) {
    const next = step.type === 'again' ? said.at(-1) : sayOf(world, request, step, said);
    if (next) said.push(next);
  }
  const place = said.length === 0 ? 0 : Math.min(3, said.length);
  return [...said.slice(0, place), request, ...said.slice(place)];
}

function sayOf(world: World, request: Said, step: Exclude<Step, { type: 'again' }>, said: readonly Said[]): Said {
  const id = request.envelope.messageId;
  const at = after(step.minute * MINUTE);
  switch (step.type) {
    case 'approve':
      return world.approval(request, world.approver, { at });
    case 'return':
      return world.approval(request, world.approver, { at, decision: 'RETURNED', note: 'Too broad.' });
    case 'withdraw':
      return world.say('revocation', { at, sender: 'demo-police', body: withdrawal(id) });
    case 'document': {
      const legalBasis = { ...Object(freezeBody()).legalBasis, documentStatus: 'ATTACHED' };
      const { legalDocumentDueAt: _due, ...freeze } = Object(freezeBody()).freeze;
      const body = freezeBody({ generation: 2, requestId: id, freeze, legalBasis });
      return world.say('enforcement-request', { at, name: 'full.v1', body, signers: [world.requester] });
    }
    default:
      return sayOfRecipient(world, id, step, firstHold(said));
  }
}

/** What a recipient says, or is said of it. */
function sayOfRecipient(world: World, id: string, step: Recipient, known: string | undefined): Said {
  const at = after(step.minute * MINUTE);
  switch (step.type) {
    case 'delivered':
      return world.say('acknowledgement', {
        at,
        name: 'delivered.v1',
        sender: 'hub',
        body: delivered(id, step.by, at),
      });
    case 'question':
    case 'reply':
      return world.say('clarification', {
        at,
        sender: step.type === 'question' ? step.by : 'demo-police',
        body: clarification(id, step),
      });
    case 'answer':
      return world.say('enforcement-response', { at, occurredAt: at, sender: step.by, body: answer(id, step) });
    case 'hold':
      return world.say('hold-event', {
        at,
        occurredAt: at,
        sender: step.by,
        body: hold(id, step, known, at),
      });
  }
}

const firstHold = (said: readonly Said[]): string | undefined =>
  said.find(({ envelope }) => envelope.kind === 'hold-event')?.envelope.messageId;

const delivered = (ofMessageId: string, recipient: string, at: string) => ({
  ofMessageId,
  recipient,
  at,
  level: 'DELIVERED',
  result: 'OK',
});

const withdrawal = (id: string) => ({
  ...example('revocation').body,
  targetMessageId: id,
  action: 'WITHDRAW',
  requiredAction: 'RELEASE_HOLD',
  reason: 'CASE_CLOSED',
  applyBy: after(10_000 * MINUTE),
});

const clarification = (id: string, step: { type: string; by: string }) => ({
  requestId: id,
  leg: step.by,
  round: 1,
  type: step.type === 'question' ? 'QUESTION' : 'ANSWER',
  items: [{ pointer: '/body/targets/0', text: 'Which?' }],
});

function answer(
  id: string,
  { by: responder, outcome, final }: { by: string; outcome: string; final: boolean },
): object {
  const reason = outcome === 'REFUSED' ? { reasonCode: 'DATA_NOT_HELD' } : {};
  const placed = outcome === 'HOLD_PLACED' ? { hold: { holdId: id, ...HELD() } } : {};
  const perTarget = ['T1', 'T2'].map((targetId) => ({ targetId, outcome, ...reason, ...placed }));
  const searchScope = { systems: ['core'], from: after(-MINUTE), to: after(0), heuristics: [] };
  return { requestId: id, requestType: 'FREEZE', targetCount: 2, responder, final, perTarget, searchScope };
}

const HELD = () => ({
  state: 'PROVISIONAL',
  effectiveAt: after(0),
  heldAmount: example('hold-event').body.heldAmount,
  expiresAt: after(8_000 * MINUTE),
});

function hold(
  id: string,
  { state, isFirst }: { state: string; isFirst: boolean },
  known: string | undefined,
  at: string,
): object {
  const holdId = isFirst || known === undefined ? {} : { holdId: known };
  const isBeginning = holdId.holdId === undefined;
  const facts = { ...HELD(), effectiveAt: at, expiresAt: after(8_000 * MINUTE) };
  return {
    requestId: id,
    targetId: 'T1',
    ...facts,
    ...holdId,
    state: isBeginning ? 'PROVISIONAL' : state,
    ...(state === 'RELEASED' && !isBeginning ? { reason: 'Paid back' } : {}),
  };
}
