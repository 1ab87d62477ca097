import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB, HUB_ITSELF } from '../../publishers.js';
import { keyFaults } from '../../shapes/public-jwk.js';
import { OrganisationV1 } from './organisation.v1.js';

export const organisation = kind({
  name: 'organisation',
  version: 1,
  plural: 'organisations',
  about: 'A member of the hub: who it is, its keys, its groups and whether it may take part.',
  body: OrganisationV1,
  publishers: HUB_ITSELF,
  officers: () => 1,
  roles: ['OPERATOR'],
  paired: true,
  gated: false,
  directoryKey: ({ body }) => `organisation/${body.id}`,
  rules: ({ body }) => [...keyFaults(body.keys), ...processFaults(body), ...groupFaults(body)],
});

function processFaults({ id, keys }: OrganisationV1): Fault[] {
  return keys.flatMap(({ process }, at) =>
    process === undefined || id === HUB
      ? []
      : [{ pointer: `/body/keys/${at}/process`, rule: 'key-process', message: 'belongs to keys of the hub alone' }],
  );
}

/** `members` is implied by membership, so that nobody can be verified and yet outside it. */
function groupFaults({ groups }: OrganisationV1): Fault[] {
  const at = groups.indexOf('members');
  return at < 0 ? [] : [{ pointer: `/body/groups/${at}`, rule: 'group-implied', message: 'is implied; remove it' }];
}
