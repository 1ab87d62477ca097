import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HOLDERS, HUB, HUB_ITSELF } from '../../publishers.js';
import { partFaults } from '../../shapes/faults.js';
import { holdFaults } from '../hold.js';
import type { HoldState } from '../hold.js';
import { HoldEventV1 } from './hold-event.v1.js';

const FIRST = new Set<HoldState>(['PROVISIONAL', 'SUBMITTED_ONCHAIN']);
const LET_GO = new Set<HoldState>(['RELEASED', 'REMOVED_ONCHAIN']);

export const holdEvent = kind({
  name: 'hold-event',
  version: 1,
  plural: 'hold-events',
  about: 'What became of a hold: placed, confirmed, extended, released, seized or lapsed.',
  body: HoldEventV1,
  publishers: [...HOLDERS, ...HUB_ITSELF],
  gated: false,
  target: ({ body }) => body.requestId,
  rules: ({ sender, occurredAt, body }) => [
    ...holdFaults(body, '/body', occurredAt),
    ...firstFaults(body),
    ...releaseFaults(body),
    ...hubFaults(sender, body),
  ],
});

/** A hold begins provisional, or with what an issuer submits; every later event says which hold it is. */
function firstFaults({ holdId, state }: HoldEventV1): Fault[] {
  if (holdId !== undefined || FIRST.has(state)) return [];
  return [{ pointer: '/body/holdId', rule: 'hold-first', message: 'names the hold that this event is of' }];
}

/** Whoever lets assets go says why, or shows that they went. */
function releaseFaults({ state, reason, releaseProof }: HoldEventV1): Fault[] {
  const isLetGo = LET_GO.has(state);
  return partFaults({
    pointer: '/body/releaseProof',
    rule: 'hold-release',
    present: releaseProof !== undefined,
    needed: isLetGo && reason === undefined,
    allowed: isLetGo,
  });
}

/** The hub holds nothing; it only says that time ran out. */
function hubFaults(sender: string, { state }: HoldEventV1): Fault[] {
  if (sender !== HUB || state === 'LAPSED') return [];
  return [{ pointer: '/body/state', rule: 'hold-hub', message: 'is LAPSED where the hub speaks' }];
}
