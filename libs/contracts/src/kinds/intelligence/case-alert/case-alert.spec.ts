import { latest, readEnvelope, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

describe.each(['minimal.v1', 'minimal.v2'])('%s', (name) => {
  it.each([
    ['names no trace', { addresses: [] }, ['/body/addresses alert-trace']],
    [
      'ends before it begins',
      { period: { from: '2026-04-14T00:00:00.000Z', to: '2026-04-13T23:59:59.999Z' } },
      ['/body/period/to alert-period'],
    ],
    ['is of one moment', { period: { from: '2026-04-14T00:00:00.000Z', to: '2026-04-14T00:00:00.000Z' } }, []],
    ['asks nobody', { askOf: [{ ask: 'WATCH' }] }, ['/body/askOf/0 alert-ask']],
    [
      'asks a partner and a group at once',
      { askOf: [{ ask: 'WATCH', orgId: 'demo-exchange-1', group: 'exchanges' }] },
      ['/body/askOf/0 alert-ask'],
    ],
  ])('judges a case alert that %s', (_, body, faults) => {
    expect(broken('case-alert', { name, body })).toEqual(faults);
  });
});

it.each([
  ['an IBAN', { scheme: 'IBAN', value: 'GB82WEST12345698765432' }, []],
  ['an IBAN of its country', { scheme: 'IBAN', value: 'GB82WEST12345698765432', country: 'GB' }, []],
  [
    'an IBAN of another country',
    { scheme: 'IBAN', value: 'GB82WEST12345698765432', country: 'DE' },
    ['/body/bankAccounts/0/country alert-iban'],
  ],
  [
    'an IBAN whose digits were turned',
    { scheme: 'IBAN', value: 'GB82WEST12345698765423' },
    ['/body/bankAccounts/0/value alert-iban'],
  ],
  [
    'an IBAN with spaces',
    { scheme: 'IBAN', value: 'GB82 WEST 1234 5698 7654 32' },
    ['/body/bankAccounts/0/value alert-iban'],
  ],
  ['a national number that looks like anything', { scheme: 'NATIONAL', value: '110-000-000000', country: 'ZZ' }, []],
  ['a bare text, as version 1 had it', 'GB82WEST12345698765432', ['/body/bankAccounts/0 type']],
])('judges a bank account that is %s', (_, account, faults) => {
  expect(broken('case-alert', { name: 'minimal.v2', body: { bankAccounts: [account] } })).toEqual(faults);
});

const read = (name: string, body: object = {}) => {
  const whole = example('case-alert', name);
  return seal({ ...whole, body: { ...whole.body, ...body } }, whole.sender).envelope;
};

it.each(['minimal.v1', 'full.v1'])('says %s as version 2 says it, and leaves the record alone', (name) => {
  const recorded = read(name);
  const before = structuredClone(recorded);
  const told = latest(recorded);
  expect(recorded).toEqual(before);
  expect(readEnvelope(told)).toEqual({ ...recorded, version: 2, body: told.body });
});

it('tells an IBAN from everything else, and keeps what is none to the letter', () => {
  const bankAccounts = [
    'GB82 WEST 1234 5698 7654 32',
    'DE89370400440532013000',
    'ZZ00 0000 0000',
    'de89370400440532013000',
  ];
  expect(latest(read('full.v1', { bankAccounts })).body).toEqual({
    ...example('case-alert', 'full.v1').body,
    bankAccounts: [
      { scheme: 'IBAN', value: 'GB82WEST12345698765432' },
      { scheme: 'IBAN', value: 'DE89370400440532013000' },
      { scheme: 'NATIONAL', value: 'ZZ00 0000 0000' },
      { scheme: 'NATIONAL', value: 'de89370400440532013000' },
    ],
  });
});

it('leaves the newest version, and a kind without a newer one, as they are', () => {
  const newest = read('full.v2');
  expect(latest(newest)).toBe(newest);
  const flag = example('address-flag');
  const { envelope } = seal(flag, flag.sender);
  expect(latest(envelope)).toBe(envelope);
});
