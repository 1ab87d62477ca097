import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { uniqueFaults } from '../../shapes/faults.js';
import { RoutingV1 } from './routing.v1.js';

export const routing = kind({
  name: 'routing',
  version: 1,
  plural: 'routings',
  about: 'The desk lets a gated message go to its recipients, or stops its further delivery.',
  body: RoutingV1,
  publishers: HUB_ITSELF,
  processes: ['DESK'],
  gated: false,
  target: ({ body }) => body.target,
  rules: ({ body }) => [
    ...recipientFaults(body),
    ...uniqueFaults(body.recipients ?? [], (at) => `/body/recipients/${at}`, 'routing-repeat'),
  ],
});

function recipientFaults({ action, recipients }: RoutingV1): Fault[] {
  if ((action === 'RELEASE') === (recipients !== undefined)) return [];
  const message = 'goes with RELEASE, and only with it';
  return [{ pointer: '/body/recipients', rule: 'routing-recipients', message }];
}
