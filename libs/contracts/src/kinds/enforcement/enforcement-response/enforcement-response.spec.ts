import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';
import { ALL_OUTCOMES } from './outcomes.js';

const freeze = Object(example('enforcement-response', 'full.v1').body);
const { disclosure } = Object(example('enforcement-response', 'disclosure.v1').body);
const [partial, moved, conflict, overbroad, duplicate, noMatch] = freeze.perTarget;
const { shortfall: _missing, ...hold } = partial.hold;
const NOW = '2026-04-14T07:40:00.000Z';
const one = (answer: object, more: object = {}) => ({ perTarget: [answer], targetCount: 1, ...more });

const DISCLOSURE = 'DISCLOSED PARTIALLY_DISCLOSED NO_MATCH REFUSED';

it.each([
  ['ATTRIBUTION_LOOKUP', 'CONTROLLED FORMERLY_CONTROLLED NOT_CONTROLLED CANNOT_CONFIRM'],
  ['PRESERVATION', 'PRESERVED PARTIALLY_PRESERVED NO_MATCH REFUSED'],
  ['INFO_DISCLOSURE', DISCLOSURE],
  ['EMERGENCY_DISCLOSURE', DISCLOSURE],
  ['FREEZE', 'HOLD_PLACED HOLD_PLACED_PARTIAL FUNDS_MOVED NO_BALANCE NO_MATCH REFUSED'],
  ['FREEZE_EXTENSION', 'EXTENDED NOT_HELD REFUSED'],
  ['RELEASE', 'RELEASED PARTIALLY_RELEASED NOT_HELD REFUSED'],
  ['ISSUER_FREEZE', 'SUBMITTED_ONCHAIN EFFECTIVE_ONCHAIN FUNDS_MOVED REFUSED'],
  ['SEIZURE_TRANSFER', 'TRANSFERRED REFUSED'],
  ['VICTIM_CONTACT', 'CONTACTED NOT_REACHED NO_MATCH REFUSED'],
  ['SUBJECT_LIST', 'MATCH'],
])('answers %s with %s, and nothing else', (requestType, admitted) => {
  const answers = (outcome: string) => {
    const body = one({ targetId: 'T1', outcome }, { requestType });
    return !broken('enforcement-response', { body }).includes('/body/perTarget/0/outcome response-outcome');
  };
  expect(ALL_OUTCOMES.filter(answers).toSorted()).toEqual(admitted.split(' ').toSorted());
});

it.each([
  ['answers for another', { responder: 'demo-exchange-2' }, ['/body/responder response-responder']],
  [
    'controls what it does not',
    one({ targetId: 'T1', outcome: 'CONTROLLED', controls: 'NO' }),
    ['/body/perTarget/0/controls response-controls'],
  ],
  [
    'controls no longer',
    one({ targetId: 'T1', outcome: 'FORMERLY_CONTROLLED', controls: 'NO', addressType: 'FORMER' }),
    [],
  ],
  [
    'tells where the funds went',
    one({ targetId: 'T1', outcome: 'CONTROLLED', onward: moved.onward }),
    ['/body/perTarget/0/onward response-onward'],
  ],
  ['is short of a target', { targetCount: 2 }, ['/body/perTarget response-complete']],
  ['is short, but not final', { targetCount: 2, final: false }, []],
  ['is empty, but not final', { perTarget: [], final: false }, []],
  ['is empty and final', { perTarget: [] }, ['/body/perTarget response-complete']],
  [
    'answers a target twice',
    {
      targetCount: 2,
      perTarget: [
        { targetId: 'T1', outcome: 'CONTROLLED' },
        { targetId: 'T1', outcome: 'CONTROLLED' },
      ],
    },
    ['/body/perTarget/1/targetId response-target-unique', '/body/perTarget response-complete'],
  ],
  [
    'answers more than was asked',
    {
      final: false,
      perTarget: [
        { targetId: 'T1', outcome: 'CONTROLLED' },
        { targetId: 'T2', outcome: 'CONTROLLED' },
      ],
    },
    ['/body/perTarget response-complete'],
  ],
  [
    'tells of a subject where its funds went',
    one({ targetId: 'T1', outcome: 'MATCH', onward: moved.onward }, { requestType: 'SUBJECT_LIST' }),
    ['/body/perTarget/0/onward response-onward'],
  ],
  [
    'names the matches of a list alone',
    { requestType: 'SUBJECT_LIST', targetCount: 500, perTarget: [{ targetId: 'T9', outcome: 'MATCH' }] },
    [],
  ],
  ['is final and promises more', { nextUpdateBy: '2026-04-15T00:00:00.000Z' }, ['/body/nextUpdateBy response-update']],
  ['promises more at once', { final: false, nextUpdateBy: NOW }, ['/body/nextUpdateBy response-update']],
  ['discloses to a lookup', { disclosure }, ['/body/disclosure response-disclosure']],
  [
    'names its customer',
    one({ targetId: 'T1', outcome: 'CONTROLLED', customer: 'x' }),
    ['/body/perTarget/0/customer additionalProperties'],
  ],
])('judges a lookup answer that %s', (_, body, faults) => {
  expect(broken('enforcement-response', { body })).toEqual(faults);
});

it.each([
  [
    'a refusal without a reason',
    { ...conflict, reasonCode: undefined, conflictOfLaw: undefined },
    ['reasonCode response-reason'],
  ],
  ['a conflict with no law', { ...conflict, conflictOfLaw: undefined }, ['conflictOfLaw response-reason-detail']],
  ['no narrower request', { ...overbroad, narrowing: undefined }, ['narrowing response-reason-detail']],
  ['a duplicate of nothing', { ...duplicate, duplicateOf: undefined }, ['duplicateOf response-reason-detail']],
  ['a detail of another reason', { ...moved, narrowing: 'Less.' }, ['narrowing response-reason-detail']],
  ['a hold that is none', { ...partial, hold: undefined }, ['hold response-hold']],
  ['a hold under no match', { ...noMatch, hold }, ['hold response-hold']],
  ['a part that lacks nothing', { ...partial, hold }, ['hold/shortfall response-shortfall']],
  ['all, and yet not', { ...partial, outcome: 'HOLD_PLACED' }, ['hold/shortfall response-shortfall']],
  ['all', { ...partial, outcome: 'HOLD_PLACED', hold }, []],
  [
    'a hold that lapsed',
    { ...partial, hold: { ...partial.hold, state: 'LAPSED' } },
    ['hold/state response-hold-state'],
  ],
  [
    'a hold that never ends',
    { ...partial, hold: { ...partial.hold, expiresAt: undefined } },
    ['hold/expiresAt hold-state'],
  ],
])('judges an answer to a freeze with %s', (_, answer, faults) => {
  const body = one(answer);
  expect(broken('enforcement-response', { name: 'full.v1', body })).toEqual(
    faults.map((each) => `/body/perTarget/0/${each}`),
  );
});

const STATES = [
  'PROVISIONAL CONFIRMED EXTENDED RELEASED SEIZED LAPSED',
  'SUBMITTED_ONCHAIN EFFECTIVE_ONCHAIN REMOVED_ONCHAIN',
].flatMap((line) => line.split(' '));

it.each([
  ['FREEZE', 'HOLD_PLACED', 'PROVISIONAL CONFIRMED EXTENDED', true],
  ['FREEZE', 'HOLD_PLACED_PARTIAL', 'PROVISIONAL CONFIRMED EXTENDED', true],
  ['FREEZE', 'NO_BALANCE', '', false],
  ['ISSUER_FREEZE', 'SUBMITTED_ONCHAIN', 'SUBMITTED_ONCHAIN', true],
  ['ISSUER_FREEZE', 'EFFECTIVE_ONCHAIN', 'EFFECTIVE_ONCHAIN', true],
  ['ISSUER_FREEZE', 'FUNDS_MOVED', 'SUBMITTED_ONCHAIN EFFECTIVE_ONCHAIN', false],
  ['FREEZE_EXTENSION', 'EXTENDED', 'CONFIRMED EXTENDED', false],
  ['RELEASE', 'RELEASED', 'RELEASED REMOVED_ONCHAIN', false],
  ['RELEASE', 'PARTIALLY_RELEASED', 'PROVISIONAL CONFIRMED EXTENDED', false],
  ['SEIZURE_TRANSFER', 'TRANSFERRED', 'SEIZED', false],
])('lets a hold stand under %s, %s in the states: %s', (requestType, outcome, states, needed) => {
  const [submitTx, effectiveTx] = ['a', 'b'].map((digit) => ({ chainId: 'eip155:1', txHash: `0x${digit.repeat(64)}` }));
  const shortfall = outcome === 'HOLD_PLACED_PARTIAL' ? partial.hold.shortfall : undefined;
  const faultsOf = (held?: object) => {
    const body = one({ targetId: 'T1', outcome, hold: held }, { requestType });
    return broken('enforcement-response', { name: 'full.v1', body });
  };
  const stands = (state: string) => {
    const onchain = state.endsWith('ONCHAIN') ? { submitTx, effectiveTx } : undefined;
    return faultsOf({ ...hold, state, onchain, shortfall }).length === 0;
  };
  expect(STATES.filter(stands).join(' ')).toBe(states);
  expect(faultsOf()).toEqual(needed ? ['/body/perTarget/0/hold response-hold'] : []);
});

it.each([
  ['says where it looked', {}, []],
  ['does not say where', { searchScope: undefined }, ['/body/searchScope response-scope']],
  ['does not say where yet', { searchScope: undefined, final: false }, []],
  [
    'looked backwards',
    { searchScope: { ...freeze.searchScope, to: '2025-04-13T00:00:00.000Z' } },
    ['/body/searchScope/to response-scope-period'],
  ],
])('judges a NO_MATCH that %s', (_, change, faults) => {
  const body = one(noMatch, { final: true, nextUpdateBy: undefined, ...change });
  expect(broken('enforcement-response', { name: 'full.v1', body })).toEqual(faults);
});

it.each(['DISCLOSED', 'PARTIALLY_DISCLOSED'])('answers %s with a package', (outcome) => {
  const answer = (more: object) => {
    const body = one({ targetId: 'T1', outcome }, more);
    return broken('enforcement-response', { name: 'disclosure.v1', body });
  };
  expect(answer({})).toEqual([]);
  expect(answer({ disclosure: undefined })).toEqual(['/body/disclosure response-disclosure']);
});

it.each([
  ['is none', undefined, [' response-disclosure']],
  [
    'has a file twice',
    { files: [disclosure.files[0], disclosure.files[0]], disputed: undefined },
    ['/files/1/name disclosure-file'],
  ],
  ['names an answer that it lacks', { ivms101: 'other.json' }, ['/ivms101 disclosure-ivms101']],
  [
    'disputes what it lacks',
    { disputed: [{ pointer: '/other.json/0', since: NOW }] },
    ['/disputed/0/pointer disclosure-disputed'],
  ],
  ['ends at once', { expiresAt: NOW }, ['/expiresAt disclosure-expiry']],
  ['lies in clear', { ivms101: { beneficiary: {} } }, ['/ivms101 type']],
])('judges a package that %s', (_, change, faults) => {
  const body = { disclosure: change && { ...disclosure, ...change } };
  const expected = faults.map((each) => `/body/disclosure${each}`);
  expect(broken('enforcement-response', { name: 'disclosure.v1', body })).toEqual(expected);
});

it('is signed by two officers when customer data leave, and is about the request', () => {
  const kind = kindOf('enforcement-response', 1);
  const sealed = (name: string) => {
    const whole = example('enforcement-response', name);
    return seal(whole, whole.sender).envelope;
  };
  expect([kind?.officers?.(sealed('minimal.v1')), kind?.officers?.(sealed('disclosure.v1'))]).toEqual([0, 2]);
  expect(kind?.target?.(sealed('minimal.v1'))).toBe(freeze.requestId);
});
