import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const holdId = '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211';
const { onchain, releaseProof, shortfall } = Object(example('hold-event', 'full.v1').body);
const { submitTx } = onchain;
const none = { effectiveAt: undefined, heldAmount: undefined, expiresAt: undefined };

it.each([
  ['is not in force', { effectiveAt: undefined }, ['/body/effectiveAt hold-state']],
  ['holds nothing', { heldAmount: undefined }, ['/body/heldAmount hold-state']],
  ['never ends', { expiresAt: undefined }, ['/body/expiresAt hold-state']],
  ['is in force from now', { effectiveAt: '2026-04-14T07:40:00.000Z' }, []],
  ['will be in force', { effectiveAt: '2026-04-14T07:40:00.001Z' }, ['/body/effectiveAt hold-effective']],
  ['ends as it begins', { expiresAt: '2026-04-14T07:36:02.118Z' }, ['/body/expiresAt hold-expiry']],
  ['lacks the same asset', { shortfall }, []],
  [
    'lacks another asset',
    { shortfall: { ...shortfall, assetId: 'eip155:1/slip44:60' } },
    ['/body/shortfall/assetId hold-shortfall'],
  ],
  ['acts on a chain', { onchain }, ['/body/onchain hold-onchain']],
  ['proves a release', { releaseProof }, ['/body/releaseProof hold-release']],
  ['begins confirmed', { state: 'CONFIRMED' }, ['/body/holdId hold-first']],
  ['is still provisional', { holdId }, []],
  ['begins by lapsing', { state: 'LAPSED', ...none }, ['/body/holdId hold-first']],
])('judges a provisional hold that %s', (_, body, faults) => {
  expect(broken('hold-event', { body })).toEqual(faults);
});

it.each([
  ['CONFIRMED', {}, []],
  ['CONFIRMED', none, ['/body/effectiveAt hold-state', '/body/heldAmount hold-state', '/body/expiresAt hold-state']],
  ['EXTENDED', { ...none, expiresAt: '2026-05-14T00:00:00.000Z' }, []],
  ['EXTENDED', none, ['/body/expiresAt hold-state']],
  ['RELEASED', { ...none, reason: 'Order withdrawn.' }, []],
  ['RELEASED', { ...none, releaseProof }, []],
  ['RELEASED', none, ['/body/releaseProof hold-release']],
  ['SEIZED', { ...none, onchain: { submitTx } }, []],
  ['SEIZED', { ...none, releaseProof }, ['/body/releaseProof hold-release']],
  ['LAPSED', none, []],
  ['LAPSED', { ...none, onchain }, ['/body/onchain hold-onchain']],
])('judges a later event, %s %j', (state, body, faults) => {
  expect(broken('hold-event', { body: { holdId, state, ...body } })).toEqual(faults);
});

it.each([
  ['SUBMITTED_ONCHAIN', { ...none, holdId: undefined, onchain: { submitTx } }, []],
  ['SUBMITTED_ONCHAIN', { ...none, holdId: undefined, onchain: undefined }, ['/body/onchain hold-onchain']],
  ['EFFECTIVE_ONCHAIN', {}, []],
  ['EFFECTIVE_ONCHAIN', { onchain: { submitTx } }, ['/body/onchain/effectiveTx hold-onchain']],
  ['EFFECTIVE_ONCHAIN', { ...none, onchain }, ['/body/effectiveAt hold-state', '/body/heldAmount hold-state']],
  ['REMOVED_ONCHAIN', { reason: 'x', onchain: { submitTx } }, ['/body/onchain/effectiveTx hold-onchain']],
  ['REMOVED_ONCHAIN', {}, ['/body/releaseProof hold-release']],
])('judges an issuer, %s %j', (state, body, faults) => {
  const later = { holdId, state, shortfall: undefined, reason: undefined, releaseProof: undefined };
  expect(broken('hold-event', { name: 'full.v1', body: { ...later, ...body } })).toEqual(faults);
});

it('lets the hub say that time ran out, and nothing else', () => {
  const envelope = { sender: 'hub' };
  const say = (body: object) => {
    const whole = { ...example('hold-event'), ...envelope };
    return () => seal({ ...whole, body: { ...whole.body, holdId, ...body } }, 'hub');
  };
  expect(say({ state: 'LAPSED' })).not.toThrow();
  expect(say({})).toThrow('/body/state hold-hub');
});

it('is about the request', () => {
  const whole = example('hold-event');
  const { envelope } = seal(whole, whole.sender);
  expect(kindOf('hold-event', 1)?.target?.(envelope)).toBe(whole.body.requestId);
});
