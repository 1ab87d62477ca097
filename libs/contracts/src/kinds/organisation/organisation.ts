import type { Fault } from '../../errors/message-rejected.js';
import { kind } from '../kind.js';
import { OrganisationV1 } from './organisation.v1.js';

export const organisation = kind({
  name: 'organisation',
  version: 1,
  plural: 'organisations',
  body: OrganisationV1,
  gated: false,
  directoryKey: ({ body }) => `organisation/${body.id}`,
  rules: ({ body }) => [...keyFaults(body), ...groupFaults(body)],
});

function keyFaults({ id, keys }: OrganisationV1): Fault[] {
  return keys.flatMap(({ kid, jwk, process }, at) => {
    const pointer = `/body/keys/${at}`;
    const faults: Fault[] = [];
    if (keys.findIndex((other) => other.kid === kid) < at) {
      faults.push({ pointer: `${pointer}/kid`, rule: 'key-unique', message: 'occurs twice' });
    }
    if ((jwk.kty === 'EC') !== (jwk.crv === 'P-256') || (jwk.kty === 'EC') !== (jwk.y !== undefined)) {
      faults.push({
        pointer: `${pointer}/jwk`,
        rule: 'key-curve',
        message: 'is OKP with Ed25519, or EC with P-256 and y',
      });
    }
    if (process !== undefined && id !== 'hub') {
      faults.push({ pointer: `${pointer}/process`, rule: 'key-process', message: 'belongs to keys of the hub alone' });
    }
    return faults;
  });
}

/** `members` is implied by membership, so that nobody can be verified and yet outside it. */
function groupFaults({ groups }: OrganisationV1): Fault[] {
  const at = groups.indexOf('members');
  return at < 0 ? [] : [{ pointer: `/body/groups/${at}`, rule: 'group-implied', message: 'is implied; remove it' }];
}
