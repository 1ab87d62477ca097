import { newKey, publicJwkOf } from '@holdfast/platform';
import { nextKid, nextStep, withEnd, withKey } from './next-step.js';

const [one, two] = [newKey('ledger-1'), newKey('ledger-2')];
const held = (key: typeof one, over: { notAfter?: string } = {}) => ({ kid: key.kid, jwk: publicJwkOf(key), ...over });
const NOW = new Date('2026-11-25T12:00:00.000Z');

it.each([
  ['begins where no rotation is under way', {}, [held(one)], 'begin'],
  ['announces a key that lies on the disk and is not in force', { next: two }, [held(one)], 'announce'],
  ['switches only to what is in force', { next: two }, [held(one), held(two)], 'switch'],
  ['takes no other key of the same name for it', { next: two }, [held(one), held(newKey('ledger-2'))], 'announce'],
  ['ends what was replaced', { replaced: ['ledger-1'] }, [held(one), held(two)], 'end'],
  ['is over when that ends', { replaced: ['ledger-1'] }, [held(one, { notAfter: 'T' }), held(two)], 'clear'],
  ['is over when that is gone', { replaced: ['ledger-1'] }, [held(two)], 'clear'],
  ['is over where nothing was replaced, because the old key was lost', { replaced: [] }, [held(two)], 'clear'],
  ['goes on with the switch after a crash in it', { next: two, replaced: ['ledger-1'] }, [held(two)], 'switch'],
])('%s', (_, begun, keys, step) => {
  expect(nextStep(begun, keys)).toBe(step);
});

it('ends the replaced keys alone, and never moves an end', () => {
  const ended = held(newKey('ledger-0'), { notAfter: '2026-01-01T00:00:00.000Z' });
  const after = withEnd([ended, held(one), held(two)], ['ledger-0', 'ledger-1'], NOW.toISOString());
  expect(after).toEqual([ended, { ...held(one), notAfter: NOW.toISOString() }, held(two)]);
});

it('forgets keys that ended more than a month ago', () => {
  const [long, lately] = [
    held(one, { notAfter: '2026-10-20T00:00:00.000Z' }),
    held(two, { notAfter: '2026-11-24T00:00:00.000Z' }),
  ];
  const added = held(newKey('ledger-3'));
  expect(withKey([long, lately], added, NOW)).toEqual([lately, added]);
});

it.each([
  ['ledger', ['ledger-1', 'gateway-7'], 'ledger-2'],
  ['ledger', ['ledger-9', 'ledger-10', 'ledger-x'], 'ledger-11'],
  ['demo-police', ['demo-police-1766000000000'], 'demo-police-1766000000001'],
  ['delivery', [], 'delivery-1'],
])('names the next key of %s after %j %s', (name, kids, next) => {
  expect(
    nextKid(
      name,
      kids.map((kid) => ({ ...held(one), kid })),
    ),
  ).toBe(next);
});
