import { kindOf } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const { rows } = Object(example('lead-pack', 'full.v1').body);
const outcome = (rowId: string) => ({ rowId, outcome: 'NO_MATCH', at: '2026-04-14T09:00:00.000Z' });

it.each([
  ['has an outcome for one row', { outcomes: [outcome('2')] }, []],
  [
    'has a row twice',
    { rows: [rows[0], { ...rows[1], rowId: '1' }], outcomes: [outcome('1')] },
    ['/body/rows/1/rowId pack-row-unique'],
  ],
  [
    'has two outcomes for a row',
    { outcomes: [outcome('1'), outcome('1')] },
    ['/body/outcomes/1/rowId pack-outcome-unique'],
  ],
  ['has an outcome for no row', { outcomes: [outcome('3')] }, ['/body/outcomes/0/rowId pack-outcome']],
  [
    'is for an exchange that it does not go to',
    { rows: [rows[0], { ...rows[1], exchange: 'demo-exchange-3' }], outcomes: [outcome('2')] },
    ['/body/rows/1/exchange pack-audience'],
  ],
  ['has no rows', { rows: [], outcomes: [outcome('1')] }, ['/body/rows minItems']],
])('judges a pack that %s', (_, body, faults) => {
  expect(broken('lead-pack', { name: 'full.v1', body })).toEqual(faults);
});

it('waits for a routing, signed by a requester', () => {
  expect(kindOf('lead-pack', 1)).toMatchObject({ gated: true, roles: ['REQUESTER'] });
});
