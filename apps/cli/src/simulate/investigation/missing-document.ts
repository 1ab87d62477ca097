import { EnforcementResponseV1, parse, SlaEventV1 } from '@holdfast/contracts';
import { EXCHANGE_A, freezeOf, LOSS } from './scene.js';
import type { Scene } from './scene.js';
import type { Stage } from './stage.js';

const DUE_IN_MS = 20_000;
const HOLD_MS = 72 * 3_600_000;

/** Acceptance scenario 5: no document comes, so the hold lapses and is let go, and the breach is the requester's. */
export async function missingDocument(stage: Stage, { run, first }: Scene): Promise<void> {
  const freeze = freezeOf(LOSS, new Date(), { dueInMs: DUE_IN_MS, endsInMs: HOLD_MS });
  const requestId = await stage.ask({
    requestType: 'FREEZE',
    reference: `${run}/freeze`,
    target: first,
    to: [EXCHANGE_A],
    routing: { mode: 'DIRECT', to: [EXCHANGE_A] },
    priority: 'URGENT',
    document: 'TO_FOLLOW',
    parts: { freeze },
  });
  await stage.until(requestId, 'the hold is placed', ({ holds }) => holds.some(({ state }) => state === 'PROVISIONAL'));
  const answer = await stage.shown('the answer', ({ kind, body }) => {
    return kind === 'enforcement-response' && parse(EnforcementResponseV1, body).requestId === requestId;
  });
  const seenBy = await stage.seenBy(answer.messageId);
  stage.step('The police asks for a hold; the document is to follow', [`due in ${DUE_IN_MS / 1_000} s`], seenBy);

  await stage.until(requestId, 'the hold lapses', ({ holds }) => holds.some(({ state }) => state === 'LAPSED'));
  const lapse = await stage.shown('the lapse', ({ kind, sender }) => kind === 'hold-event' && sender === 'hub');
  const told = await stage.seenBy(lapse.messageId);
  stage.step('No document comes: the hub says that the hold lapsed', ['DOCUMENT-MISSING'], told);

  await stage.until(requestId, 'the exchange lets go', ({ holds }) => holds.every(({ released }) => released));
  stage.step('The exchange confirms that it let the funds go', [`${EXCHANGE_A} says RELEASED`]);

  const breach = await stage.shown('the breach of C6', ({ kind, body }) => {
    if (kind !== 'sla-event') return false;
    const { clock, level, requestId: about } = parse(SlaEventV1, body);
    return clock === 'C6' && level === 'BREACH' && about === requestId;
  });
  const know = await stage.seenBy(breach.messageId);
  stage.step("The breach is recorded: the document was the requester's to bring", ['C6 BREACH'], know);
}
