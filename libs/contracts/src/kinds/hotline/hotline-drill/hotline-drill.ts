import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { HotlineDrillV1 } from './hotline-drill.v1.js';

export const hotlineDrill = kind({
  name: 'hotline-drill',
  version: 1,
  plural: 'hotline-drills',
  about: 'A test call to a desk: whether the right person answered, and how fast.',
  body: HotlineDrillV1,
  publishers: PARTNERS,
  officers: () => 1,
  gated: false,
  rules: ({ body }) => [...answerFaults(body), ...orderFaults(body)],
});

function answerFaults({ outcome, answeredAt }: HotlineDrillV1): Fault[] {
  if ((outcome === 'ANSWERED') === (answeredAt !== undefined)) return [];
  return [{ pointer: '/body/answeredAt', rule: 'drill-answer', message: 'goes with ANSWERED, and only with it' }];
}

function orderFaults({ startedAt, answeredAt }: HotlineDrillV1): Fault[] {
  if (answeredAt === undefined || answeredAt >= startedAt) return [];
  return [{ pointer: '/body/answeredAt', rule: 'drill-order', message: 'must not be before startedAt' }];
}
