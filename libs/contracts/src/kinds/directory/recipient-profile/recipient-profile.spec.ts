import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const accepted = {
  requestType: 'FREEZE',
  instruments: ['COURT_ORDER'],
  documents: [],
  languages: ['en'],
  secondOfficer: false,
  formats: ['holdfast-json'],
};
const answer = { requestType: 'FREEZE', within: 'PT2H' };

it.each([
  ['speaks for somebody else', { partner: 'demo-exchange-2' }, ['/body/partner recipient-partner']],
  ['answers what it accepts', { accepts: [accepted], answersIn: [answer] }, []],
  ['answers what it does not accept', { answersIn: [answer] }, ['/body/answersIn/0/requestType recipient-answer']],
  ['accepts twice', { accepts: [accepted, accepted] }, ['/body/accepts/1 recipient-repeat']],
  ['answers twice', { accepts: [accepted], answersIn: [answer, answer] }, ['/body/answersIn/1 recipient-repeat']],
  [
    'answers at leisure',
    { accepts: [accepted], answersIn: [{ ...answer, within: '2h' }] },
    ['/body/answersIn/0/within format'],
  ],
])('judges a profile of a recipient that %s', (_, body, faults) => {
  expect(broken('recipient-profile', { body })).toEqual(faults);
});

it('is one object for each partner', () => {
  const { envelope } = seal(example('recipient-profile'), 'demo-exchange-1');
  expect(kindOf('recipient-profile', 1)?.directoryKey?.(envelope)).toBe('recipient-profile/demo-exchange-1');
});
