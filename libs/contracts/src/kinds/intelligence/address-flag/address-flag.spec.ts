import { broken } from '../../../../test/examples.js';

const listing = { attributionBasis: 'authority_data', legalAct: 'Act 1' };

it.each([
  ['lives 180 days', { validUntil: '2026-10-11T07:40:00.000Z' }, []],
  ['lives 181 days', { validUntil: '2026-10-12T07:40:00.000Z' }, ['/body/validUntil flag-validity']],
  ['ends before it begins', { validUntil: '2026-04-14T07:39:59.999Z' }, ['/body/validUntil flag-validity']],
  ['is a listing of five years', { ...listing, validUntil: '2031-04-14T07:40:00.000Z' }, []],
  [
    'is a listing of six years',
    { ...listing, validUntil: '2032-04-14T07:40:00.000Z' },
    ['/body/validUntil flag-validity'],
  ],
  [
    'is an unnamed listing',
    { attributionBasis: 'authority_data', validUntil: '2031-04-14T07:40:00.000Z' },
    ['/body/validUntil flag-validity'],
  ],
  ['names two subjects', { entity: 'x' }, ['/body/entity flag-subject']],
  ['names the wrong subject', { subjectType: 'TX' }, ['/body/address flag-subject', '/body/tx flag-subject']],
  ['is a second version of nothing', { version: 2 }, ['/body/flagId flag-version']],
  ['says what only the hub may say', { status: 'REVOKED' }, ['/body/status enum']],
])('judges an address flag that %s', (_, body, faults) => {
  expect(broken('address-flag', { body })).toEqual(faults);
});
