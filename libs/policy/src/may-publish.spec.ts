import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { mayPublish } from '@holdfast/policy';

const organisation = (type: string, status = 'VERIFIED') =>
  ({ id: type === 'HUB' ? 'hub' : 'acme', type, status }) as OrganisationV1;
const message = (over: object) =>
  ({
    kind: 'address-flag',
    version: 1,
    audience: { groups: ['members'] },
    handling: { tlp: 'AMBER', dataClass: 'INTEL' },
    ...over,
  }) as Envelope;

it.each([
  ['a police flags an address', 'POLICE', {}, true, 'TLP-AMBER'],
  ['a hub flags an address', 'HUB', {}, false, 'PUBLISHER-KIND'],
  ['an analyst announces a case', 'ANALYTICS', { kind: 'case-alert' }, false, 'PUBLISHER-KIND'],
  ['an exchange admits a member', 'EXCHANGE', { kind: 'organisation' }, false, 'PUBLISHER-KIND'],
  ['the hub admits a member', 'HUB', { kind: 'organisation' }, true, 'TLP-AMBER'],
  ['RED to a group', 'POLICE', { handling: { tlp: 'RED' } }, false, 'TLP-RED'],
  ['RED to a partner', 'POLICE', { handling: { tlp: 'RED' }, audience: { partners: ['a'] } }, true, 'TLP-RED'],
  [
    'FIU data by an exchange',
    'EXCHANGE',
    { handling: { tlp: 'AMBER', dataClass: 'FIU_RESTRICTED' } },
    false,
    'FIU-CONSENT',
  ],
  ['what only a process of the hub says', 'HUB', { kind: 'routing' }, false, 'PUBLISHER-KIND'],
  ['a version that nobody knows', 'POLICE', { version: 99 }, false, 'PUBLISHER-KIND'],
  ['a kind that nobody publishes', 'POLICE', { kind: 'constructor' }, false, 'PUBLISHER-KIND'],
])('judges %s', (_, type, over, allowed, rule) => {
  expect(mayPublish(organisation(type), message(over))).toEqual({ allowed, rule });
});

it('lets another hub not speak for this one', () => {
  const other = { ...organisation('HUB'), id: 'other-hub' };
  expect(mayPublish(other, message({ kind: 'organisation' }))).toEqual({ allowed: false, rule: 'PUBLISHER-KIND' });
});

it('lets nobody publish who is not verified', () => {
  expect(mayPublish(organisation('POLICE', 'SUSPENDED'), message({}))).toEqual({ allowed: false, rule: 'SUSPENDED' });
});
