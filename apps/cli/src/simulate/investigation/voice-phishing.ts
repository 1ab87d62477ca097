import { EnforcementResponseV1, FlagHitV1, HoldEventV1, parse } from '@holdfast/contracts';
import { amountText } from '../world/wallet.js';
import { EXCHANGE_A, freezeOf, LOSS, MOVED_ON } from './scene.js';
import type { Scene } from './scene.js';
import { flagMessage } from './flag-message.js';
import type { Stage } from './stage.js';
import type { HoldNow } from './request-now.js';

const DAY_MS = 24 * 3_600_000;

/** A freeze that was answered: the request and the hold under it. */
interface Frozen {
  requestId: string;
  holder: string;
  hold: HoldNow;
  parts: object;
}

/** Acceptance scenario 1: from the victim's report to what is seized and what is let go. */
export async function voicePhishing(stage: Stage, scene: Scene): Promise<void> {
  await flagAndHit(stage, scene);
  const atA = await freezeAtA(stage, scene);
  const atB = await freezeAtB(stage, scene);
  await bringDocument(stage, scene, [atA, atB]);
  await seize(stage, scene, atA);
  await release(stage, scene, atB);
}

async function flagAndHit(stage: Stage, { run, first }: Scene): Promise<void> {
  const flagId = await stage.publish(flagMessage(`${run}/flag`, first, new Date()));
  await stage.shown('the flag', ({ messageId }) => messageId === flagId);
  const facts = [`demo-police flags ${first.accountId}`];
  stage.step('The victim reports; the police flags the address', facts, await stage.seenBy(flagId));

  const hit = await stage.shown(
    'a hit',
    ({ kind, body }) => kind === 'flag-hit' && parse(FlagHitV1, body).flagId === flagId,
  );
  const { exchange, amount } = parse(FlagHitV1, hit.body);
  const deposit = [`${exchange}: ${amountText(amount)} lies there`];
  stage.step('A deposit: the exchange meets the flag and says so', deposit, await stage.seenBy(hit.messageId));
}

async function freezeAtA(stage: Stage, { run, first }: Scene): Promise<Frozen> {
  const parts = { freeze: freezeOf(LOSS, new Date(), { dueInMs: DAY_MS, endsInMs: 3 * DAY_MS }) };
  const routing = { mode: 'DIRECT', to: [EXCHANGE_A] };
  const { requestId, approve } = await stage.sign({
    requestType: 'FREEZE',
    reference: `${run}/freeze-a`,
    target: first,
    to: [EXCHANGE_A],
    routing,
    priority: 'URGENT',
    document: 'TO_FOLLOW',
    parts,
  });
  await stage.shown('the request', ({ messageId }) => messageId === requestId);
  const signed = [`freeze of ${amountText(LOSS)}, signed by one officer`];
  stage.step('URGENT freeze: the first officer signs', signed, await stage.seenBy(requestId));
  await approve();
  return frozenOf(stage, { requestId, parts, title: 'The second officer approves; the exchange holds a part' });
}

/** Waits for hold and answer, and tells of them. */
async function frozenOf(stage: Stage, asked: { requestId: string; parts: object; title: string }): Promise<Frozen> {
  const { requestId, parts, title } = asked;
  const now = await stage.until(requestId, 'a hold and an answer', ({ holds, answered }) => {
    return holds.length > 0 && answered.length > 0;
  });
  const [hold] = now.holds;
  if (!hold) throw new TypeError('A hold was awaited');
  const event = await stage.shown('the hold', ({ messageId }) => messageId === hold.holdId);
  const { heldAmount, shortfall, effectiveAt } = parse(HoldEventV1, event.body);
  const facts = [
    `${hold.holder} holds ${heldAmount ? amountText(heldAmount) : 'nothing'} since ${effectiveAt}`,
    ...(shortfall ? [`${amountText(shortfall)} of what was asked is not there`] : []),
  ];
  stage.step(title, facts, await stage.seenBy(event.messageId));
  return { requestId, holder: hold.holder, hold, parts };
}

async function freezeAtB(stage: Stage, { run, second }: Scene): Promise<Frozen> {
  const answer = await stage.shown('the onward address', ({ kind, body }) => {
    return kind === 'enforcement-response' && onwardOf(body).some(({ accountId }) => accountId === second.accountId);
  });
  const facts = onwardOf(answer.body).map(({ accountId }) => `to ${accountId}`);
  stage.step('The answer names where the rest went', facts, await stage.seenBy(answer.messageId));

  const lookupId = await stage.ask({
    requestType: 'ATTRIBUTION_LOOKUP',
    reference: `${run}/lookup`,
    target: second,
    to: 'exchanges',
    routing: { mode: 'BROADCAST' },
  });
  const found = await stage.until(lookupId, 'who controls it', ({ responsible }) => responsible.length > 0);
  const named = await stage.shown('who answered', ({ kind, body }) => {
    return kind === 'enforcement-response' && parse(EnforcementResponseV1, body).requestId === lookupId;
  });
  const responsible = [`responsible: ${found.responsible.join(', ')}`];
  stage.step('Who controls that address? Every exchange is asked', responsible, await stage.seenBy(named.messageId));

  const parts = { freeze: freezeOf(MOVED_ON, new Date(), { dueInMs: DAY_MS, endsInMs: 3 * DAY_MS }) };
  const requestId = await stage.ask({
    requestType: 'FREEZE',
    reference: `${run}/freeze-b`,
    target: second,
    to: 'exchanges',
    routing: { mode: 'AFTER_LOOKUP', lookupId },
    priority: 'URGENT',
    document: 'TO_FOLLOW',
    parts,
  });
  return frozenOf(stage, { requestId, parts, title: 'Second freeze, at whom the lookup found' });
}

const onwardOf = (body: object) => parse(EnforcementResponseV1, body).perTarget.flatMap(({ onward = [] }) => onward);

async function bringDocument(stage: Stage, { run, first, second }: Scene, frozen: readonly Frozen[]): Promise<void> {
  for (const { requestId, holder, hold } of frozen) {
    const cap = holder === EXCHANGE_A ? LOSS : MOVED_ON;
    const freeze = freezeOf(cap, new Date(), { endsInMs: 30 * DAY_MS });
    await stage.ask({
      requestType: 'FREEZE',
      reference: `${run}/document-${holder}`,
      target: holder === EXCHANGE_A ? first : second,
      to: [holder],
      routing: { mode: 'DIRECT', to: [holder] },
      priority: 'URGENT',
      document: 'ATTACHED',
      parts: { freeze, requestId, generation: 2 },
    });
    const event = await became(stage, requestId, hold, 'CONFIRMED');
    const title = `The document is there within the day: the hold at ${holder} is confirmed`;
    stage.step(title, [`${holder} says CONFIRMED`], await stage.seenBy(event));
  }
}

/** Waits until the holder has said so and the desk has it; returns what it said. */
async function became(stage: Stage, requestId: string, hold: HoldNow, state: string): Promise<string> {
  await stage.until(requestId, `${hold.holder} says ${state}`, ({ holds }) =>
    holds.some((each) => each.holdId === hold.holdId && each.state === state),
  );
  const event = await stage.shown(`${hold.holder} says ${state}`, ({ kind, body }) => {
    if (kind !== 'hold-event') return false;
    const said = parse(HoldEventV1, body);
    return said.holdId === hold.holdId && said.state === state;
  });
  return event.messageId;
}

async function seize(stage: Stage, { run, first, vault }: Scene, { requestId, holder, hold }: Frozen): Promise<void> {
  const event = await stage.shown('the hold', ({ messageId }) => messageId === hold.holdId);
  const { heldAmount: amount } = parse(HoldEventV1, event.body);
  const custodyProof = { type: 'TIP191', message: `vault of ${run}`, signature: 'c2ltdWxhdGVk' };
  const transfer = { toAddress: vault, custodyProof, amount, testTransferAtomic: '0', maxFeeAtomic: '30000000' };
  await orderOn(stage, holder, {
    requestType: 'SEIZURE_TRANSFER',
    reference: `${run}/seizure`,
    target: first,
    parts: { transfer, holdId: hold.holdId },
  });
  const seized = await became(stage, requestId, hold, 'SEIZED');
  const facts = [`${holder} transfers it to ${vault.accountId} and says SEIZED`];
  stage.step('The court seizes what is held there', facts, await stage.seenBy(seized));
}

async function release(stage: Stage, { run, second }: Scene, { requestId, holder, hold }: Frozen): Promise<void> {
  await orderOn(stage, holder, {
    requestType: 'RELEASE',
    reference: `${run}/release`,
    target: second,
    parts: { holdId: hold.holdId },
  });
  const released = await became(stage, requestId, hold, 'RELEASED');
  const facts = [`the victim's bank had stopped that part; ${holder} says RELEASED`];
  stage.step('The excess is let go', facts, await stage.seenBy(released));
}

/** An order on a hold, with its document, to who holds. */
function orderOn(
  stage: Stage,
  holder: string,
  wish: { requestType: 'SEIZURE_TRANSFER' | 'RELEASE'; reference: string; target: Scene['first']; parts: object },
): Promise<string> {
  return stage.ask({ ...wish, to: [holder], routing: { mode: 'DIRECT', to: [holder] }, document: 'ATTACHED' });
}
