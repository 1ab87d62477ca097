import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const creditedAt = '2026-04-14T07:39:00.000Z';

it.each([
  ['came five hops', { hop: 5 }, []],
  ['came six hops', { hop: 6 }, ['/body/hop maximum']],
  ['tells whose it is', { uid: '88213' }, ['/body/uid additionalProperties']],
  ['speaks of another exchange', { exchange: 'demo-exchange-2' }, ['/body/exchange hit-exchange']],
  ['is pending and credited', { creditedAt }, ['/body/creditedAt hit-credit']],
  ['was credited at no time', { accountState: 'CREDITED' }, ['/body/creditedAt hit-credit']],
  ['was withdrawn uncredited', { accountState: 'WITHDRAWN' }, ['/body/creditedAt hit-credit']],
  ['was held before the credit', { accountState: 'HELD', actionTaken: 'HELD' }, []],
  ['was held in part', { accountState: 'HELD', actionTaken: 'PARTIALLY_HELD', creditedAt }, []],
  ['is held by nobody', { accountState: 'HELD', actionTaken: 'ENHANCED_REVIEW' }, ['/body/actionTaken hit-action']],
  [
    'waits until after the credit',
    { accountState: 'CREDITED', creditedAt, legalProcessBy: '2026-04-14T07:39:00.001Z' },
    [],
  ],
  [
    'waits until the credit',
    { accountState: 'CREDITED', creditedAt, legalProcessBy: creditedAt },
    ['/body/legalProcessBy hit-legal-process'],
  ],
  [
    'is pending and waited until it happened',
    { legalProcessBy: '2026-04-14T07:40:00.000Z' },
    ['/body/legalProcessBy hit-legal-process'],
  ],
])('judges a hit that %s', (_, body, faults) => {
  expect(broken('flag-hit', { body })).toEqual(faults);
});

it('is about the flag', () => {
  const whole = example('flag-hit');
  const { envelope } = seal(whole, whole.sender);
  expect(kindOf('flag-hit', 1)?.target?.(envelope)).toBe(whole.body.flagId);
});
