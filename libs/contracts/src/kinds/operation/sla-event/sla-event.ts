import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { SlaEventV1 } from './sla-event.v1.js';

export const slaEvent = kind({
  name: 'sla-event',
  version: 1,
  plural: 'sla-events',
  about: 'What became of a clock: half, eighty percent or all of its time is gone, or it paused, resumed or stopped.',
  body: SlaEventV1,
  publishers: HUB_ITSELF,
  processes: ['DESK'],
  gated: false,
  target: ({ body }) => body.requestId,
  rules: ({ body }) => dueFaults(body),
});

function dueFaults({ startedAt, dueAt }: SlaEventV1): Fault[] {
  if (dueAt > startedAt) return [];
  return [{ pointer: '/body/dueAt', rule: 'sla-due', message: 'must be after startedAt' }];
}
