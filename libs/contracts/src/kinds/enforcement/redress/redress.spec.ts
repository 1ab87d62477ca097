import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const flagId = '8a6f1c3e-52b7-8d10-9c44-1f2e3d4c5b6a';
const atFlag = { holdId: undefined, flagId };

it.each([
  ['is about a flag', atFlag, []],
  ['is about nothing', { holdId: undefined }, ['/body/holdId redress-subject']],
  ['is about two things', { flagId }, ['/body/holdId redress-subject']],
  ['is submitted for another', { submittedBy: 'demo-exchange-2' }, ['/body/submittedBy redress-submitter']],
  ['is due at once', { decisionDueAt: '2026-04-14T07:40:00.000Z' }, ['/body/decisionDueAt redress-due']],
  ['is due a moment later', { decisionDueAt: '2026-04-14T07:40:00.001Z' }, []],
  ['decides itself', { decision: 'REJECTED' }, ['/body/decision redress-decision']],
  ['grants itself a remedy', { remedy: 'RELEASE' }, ['/body/remedy redress-remedy']],
  ['names its customer', { customer: 'x' }, ['/body/customer additionalProperties']],
])('judges an objection that %s', (_, body, faults) => {
  expect(broken('redress', { body })).toEqual(faults);
});

it.each([
  ['is no decision', { decision: undefined, remedy: undefined }, ['/body/decision redress-decision']],
  ['comes late', { decisionDueAt: '2026-04-13T00:00:00.000Z' }, []],
  ['grants nothing', { remedy: undefined }, ['/body/remedy redress-remedy']],
  ['rejects', { decision: 'REJECTED', remedy: undefined }, []],
  ['rejects and grants', { decision: 'REJECTED' }, ['/body/remedy redress-remedy']],
  ['unflags a hold', { remedy: 'UNFLAG' }, ['/body/remedy redress-remedy']],
  ['unflags a flag', { ...atFlag, remedy: 'UNFLAG' }, []],
  ['releases a flag', { ...atFlag, remedy: 'RELEASE' }, ['/body/remedy redress-remedy']],
])('judges a decision that %s', (_, body, faults) => {
  expect(broken('redress', { name: 'full.v1', body })).toEqual(faults);
});

it.each([{}, atFlag])('is about the hold or the flag', (change) => {
  const whole = example('redress');
  const { envelope } = seal({ ...whole, body: { ...whole.body, ...change } }, whole.sender);
  expect(kindOf('redress', 1)?.target?.(envelope)).toBe('flagId' in change ? flagId : whole.body.holdId);
});
