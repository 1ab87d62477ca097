import { broken } from '../../../../test/examples.js';

const recipients = Array.from({ length: 200 }, (_, at) => `demo-exchange-${at}`);

it.each([
  ['releases to nobody', { action: 'RELEASE' }, ['/body/recipients routing-recipients']],
  ['releases to 200 partners', { action: 'RELEASE', recipients }, []],
  [
    'releases to 201 partners',
    { action: 'RELEASE', recipients: [...recipients, 'one-more'] },
    ['/body/recipients maxItems'],
  ],
  [
    'releases twice to one partner',
    { action: 'RELEASE', recipients: ['a', 'b', 'a'] },
    ['/body/recipients/2 routing-repeat'],
  ],
  ['stops for some', { recipients: ['demo-exchange-1'] }, ['/body/recipients routing-recipients']],
])('judges a routing that %s', (_, body, faults) => {
  expect(broken('routing', { body })).toEqual(faults);
});
