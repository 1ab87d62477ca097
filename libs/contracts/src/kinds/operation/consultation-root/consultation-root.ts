import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { ConsultationRootV1 } from './consultation-root.v1.js';

export const consultationRoot = kind({
  name: 'consultation-root',
  version: 1,
  plural: 'consultation-roots',
  about: 'The root of one day of the consultation log, which nobody can rewrite afterwards.',
  body: ConsultationRootV1,
  publishers: HUB_ITSELF,
  processes: ['DESK'],
  gated: false,
  rules: (envelope) => dayFaults(envelope),
});

/** A day that goes on has no root yet. */
function dayFaults({ occurredAt, body }: Envelope<ConsultationRootV1>): Fault[] {
  if (body.day < occurredAt.slice(0, body.day.length)) return [];
  return [{ pointer: '/body/day', rule: 'consultation-day', message: 'must be over before its root is said' }];
}
