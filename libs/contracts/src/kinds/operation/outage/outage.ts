import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { OutageV1 } from './outage.v1.js';

export const outage = kind({
  name: 'outage',
  version: 1,
  plural: 'outages',
  about: 'The hub was not fully there for a while, which extends the clocks that ran then.',
  body: OutageV1,
  publishers: HUB_ITSELF,
  // The desk says it by itself; an operator, who knows more than the ticks show, answers for it.
  officers: ({ body }) => (body.by === 'OPERATOR' ? 1 : 0),
  machine: ({ body }) => (body.by === 'DESK' ? 'DESK' : undefined),
  roles: ['OPERATOR'],
  gated: false,
  rules: ({ body }) => spanFaults(body),
});

function spanFaults({ from, to }: OutageV1): Fault[] {
  if (to > from) return [];
  return [{ pointer: '/body/to', rule: 'outage-span', message: 'must be after from' }];
}
