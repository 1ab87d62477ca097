import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const officer = '8a6f1c3e-52b7-8d10-9c44-1f2e3d4c5b6a';
const other = '1d2c3b4a-5968-8776-8554-433221100ffe';
const error = { pointer: '', code: '4', message: 'validation' };
const delivered = { level: 'DELIVERED', recipient: 'demo-exchange-1' };

it.each([
  ['rejects without a reason', { body: { result: 'REJECTED' } }, ['/body/errors acknowledgement-errors']],
  ['rejects with an empty reason', { body: { result: 'REJECTED', errors: [] } }, ['/body/errors minItems']],
  ['rejects with a reason', { body: { result: 'REJECTED', errors: [error] } }, []],
  ['is content and complains', { body: { errors: [error] } }, ['/body/errors acknowledgement-errors']],
  [
    'was read by nobody',
    { envelope: { officer }, body: { level: 'HUMAN' } },
    ['/body/byOfficer acknowledgement-officer'],
  ],
  [
    'was read by another officer',
    { envelope: { officer }, body: { level: 'HUMAN', byOfficer: other } },
    ['/body/byOfficer acknowledgement-officer'],
  ],
  ['was read by its officer', { envelope: { officer }, body: { level: 'HUMAN', byOfficer: officer } }, []],
  [
    'was read by a person on the level of a system',
    { envelope: { officer }, body: { byOfficer: officer } },
    ['/body/byOfficer acknowledgement-officer'],
  ],
  ['speaks for somebody else', { body: delivered }, ['/body/recipient acknowledgement-recipient']],
  ['is the delivery by the hub', { name: 'delivered.v1' }, []],
  [
    'is a delivery to nobody',
    { name: 'delivered.v1', body: { recipient: undefined } },
    ['/body/recipient acknowledgement-recipient'],
  ],
  [
    'applies what somebody else was given',
    { name: 'delivered.v1', body: { level: 'APPLIED' } },
    ['/body/recipient acknowledgement-recipient'],
  ],
])('judges an acknowledgement that %s', (_, change, faults) => {
  expect(broken('acknowledgement', change)).toEqual(faults);
});

it.each([
  ['minimal.v1', 0],
  ['full.v1', 1],
])('needs an officer only where a person has read the message: %s', (name, officers) => {
  const { envelope } = seal(example('acknowledgement', name), 'demo-exchange-1');
  expect(kindOf('acknowledgement', 1)?.officers?.(envelope)).toBe(officers);
});
