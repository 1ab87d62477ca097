import { broken } from '../../../../test/examples.js';

const answered = { outcome: 'ANSWERED', answeredAt: '2026-04-14T03:00:00.000Z' };

it.each([
  ['was answered at once', answered, []],
  ['was answered at no time', { ...answered, answeredAt: undefined }, ['/body/answeredAt drill-answer']],
  ['reached the wrong person', { ...answered, outcome: 'WRONG_PERSON' }, ['/body/answeredAt drill-answer']],
  [
    'was answered before it began',
    { ...answered, answeredAt: '2026-04-14T02:59:59.999Z' },
    ['/body/answeredAt drill-order'],
  ],
  ['came by pigeon', { channel: 'PIGEON' }, ['/body/channel enum']],
])('judges a drill that %s', (_, body, faults) => {
  expect(broken('hotline-drill', { body })).toEqual(faults);
});
