import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { uniqueFaults } from '../../shapes/faults.js';
import { ErasureV1 } from './erasure.v1.js';

export const erasure = kind({
  name: 'erasure',
  version: 1,
  plural: 'erasures',
  about: 'Content is erased, by operators or because its time is over; proofs stay valid.',
  body: ErasureV1,
  publishers: HUB_ITSELF,
  officers: ({ body }) => (body.scope === 'RETENTION' ? 0 : 1),
  machine: ({ body }) => (body.scope === 'RETENTION' ? 'LEDGER' : undefined),
  roles: ['OPERATOR'],
  paired: true,
  gated: false,
  rules: (envelope) => [
    ...targetFaults(envelope.body),
    ...retentionFaults(envelope.body),
    ...caseFaults(envelope),
    ...uniqueFaults(envelope.body.targets ?? [], (at) => `/body/targets/${at}`, 'erasure-repeat'),
    ...effectFaults(envelope),
  ],
});

function targetFaults({ scope, targets }: ErasureV1): Fault[] {
  if ((scope === 'CASE' || scope === 'RETENTION') === (targets === undefined)) return [];
  const message = 'names the messages, unless a case or a retention class does';
  return [{ pointer: '/body/targets', rule: 'erasure-targets', message }];
}

function retentionFaults({ scope, retention }: ErasureV1): Fault[] {
  if ((scope === 'RETENTION') === (retention !== undefined)) return [];
  return [{ pointer: '/body/retention', rule: 'erasure-retention', message: 'goes with the scope RETENTION' }];
}

/** A number alone is no case: two partners may use the same. */
function caseFaults({ case: whole, body: { scope, sender } }: Envelope<ErasureV1>): Fault[] {
  const isCase = scope === 'CASE';
  const unnamed = { pointer: '/case', rule: 'erasure-case', message: 'name the case that is erased' };
  const message = 'goes with the scope CASE: whose case is erased';
  return [
    ...(isCase && whole === undefined ? [unnamed] : []),
    ...(isCase === (sender !== undefined) ? [] : [{ pointer: '/body/sender', rule: 'erasure-sender', message }]),
  ];
}

/** Nothing was erased before somebody said so. */
function effectFaults({ occurredAt, body }: Envelope<ErasureV1>): Fault[] {
  if (body.effectiveAt >= occurredAt) return [];
  return [{ pointer: '/body/effectiveAt', rule: 'erasure-effect', message: 'must not be before occurredAt' }];
}
