import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { DeconflictionNoticeV1 } from './deconfliction-notice.v1.js';

export const deconflictionNotice = kind({
  name: 'deconfliction-notice',
  version: 1,
  plural: 'deconfliction-notices',
  about: 'The hub tells an agency that another one has an interest in the same thing, and nothing else.',
  body: DeconflictionNoticeV1,
  publishers: HUB_ITSELF,
  processes: ['DESK'],
  gated: false,
  rules: (envelope) => [...otherFaults(envelope.body), ...audienceFaults(envelope)],
});

function otherFaults({ other }: DeconflictionNoticeV1): Fault[] {
  if (other) return [];
  return [{ pointer: '/body/other', rule: 'deconfliction-other', message: 'must be true; else there is no notice' }];
}

/** An audience is seen by who is in it: two agencies in one would be named to each other before they consented. */
function audienceFaults({ audience: { groups, partners = [] } }: Envelope<DeconflictionNoticeV1>): Fault[] {
  if (groups === undefined && partners.length === 1) return [];
  const message = 'must name one partner alone; tell the other by a message of its own';
  return [{ pointer: '/audience', rule: 'deconfliction-audience', message }];
}
