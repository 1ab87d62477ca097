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
  about: 'Operators erase the content of messages, of a case, or of what speaks of a person; proofs stay valid.',
  body: ErasureV1,
  publishers: HUB_ITSELF,
  officers: () => 1,
  roles: ['OPERATOR'],
  paired: true,
  gated: false,
  rules: (envelope) => [
    ...targetFaults(envelope.body),
    ...caseFaults(envelope),
    ...uniqueFaults(envelope.body.targets ?? [], (at) => `/body/targets/${at}`, 'erasure-repeat'),
    ...effectFaults(envelope),
  ],
});

function targetFaults({ scope, targets }: ErasureV1): Fault[] {
  if ((scope === 'CASE') === (targets === undefined)) return [];
  const message = 'names the messages, unless the scope is the case of the envelope';
  return [{ pointer: '/body/targets', rule: 'erasure-targets', message }];
}

function caseFaults({ case: whole, body }: Envelope<ErasureV1>): Fault[] {
  if (body.scope !== 'CASE' || whole !== undefined) return [];
  return [{ pointer: '/case', rule: 'erasure-case', message: 'name the case that is erased' }];
}

/** Nothing was erased before somebody said so. */
function effectFaults({ occurredAt, body }: Envelope<ErasureV1>): Fault[] {
  if (body.effectiveAt >= occurredAt) return [];
  return [{ pointer: '/body/effectiveAt', rule: 'erasure-effect', message: 'must not be before occurredAt' }];
}
