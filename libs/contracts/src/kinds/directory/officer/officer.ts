import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB, ORGANISATION_TYPES } from '../../publishers.js';
import { keyFaults } from '../../shapes/public-jwk.js';
import { thumbprint } from '../../shapes/thumbprint.js';
import { OfficerV1 } from './officer.v1.js';

export const officer = kind({
  name: 'officer',
  version: 1,
  plural: 'officers',
  about: 'A person of a partner who acts: roles, competences and keys.',
  body: OfficerV1,
  publishers: ORGANISATION_TYPES,
  officers: () => 1,
  roles: ['ADMINISTRATOR', 'OPERATOR'],
  paired: true,
  gated: false,
  directoryKey: ({ messageId, body }) => `officer/${body.orgId}/${body.officerId ?? messageId}`,
  rules: ({ sender, body }) => [
    ...keyFaults(body.keys),
    ...body.keys.flatMap(thumbprintFaults),
    ...belongingFaults(sender, body),
    ...operatorFaults(body),
  ],
});

/** The id of a key is made from the key, so that two officers can never share an id with different keys. */
function thumbprintFaults({ kid, jwk }: OfficerV1['keys'][number], at: number): Fault[] {
  if (kid === thumbprint(jwk)) return [];
  return [{ pointer: `/body/keys/${at}/kid`, rule: 'key-thumbprint', message: 'is not the RFC 7638 thumbprint' }];
}

/** A partner speaks of its own officers; the hub, which admits a partner's first administrators, of anybody's. */
function belongingFaults(sender: string, { orgId }: OfficerV1): Fault[] {
  if (sender === HUB || sender === orgId) return [];
  return [{ pointer: '/body/orgId', rule: 'officer-organisation', message: 'is not the sender' }];
}

function operatorFaults({ orgId, roles }: OfficerV1): Fault[] {
  const at = roles.indexOf('OPERATOR');
  if (at < 0 || orgId === HUB) return [];
  return [{ pointer: `/body/roles/${at}`, rule: 'officer-operator', message: 'belongs to officers of the hub alone' }];
}
