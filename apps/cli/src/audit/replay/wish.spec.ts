import { destinationOf, sessionOf } from './wish.js';
import type { ReplayOptions } from './wish.js';

const basis = { logSize: 500, policyVersion: '1' };
const told = (options: Partial<ReplayOptions>): ReplayOptions => ({
  as: 'operator-1',
  kind: [],
  to: ['out.ndjson'],
  purpose: 'INTERNAL_AUDIT',
  ...options,
});

it('reads a time and a place from two --to', () => {
  const options = told({ from: '2026-04-01', to: ['2026-05-01T12:00Z', 'flags.ndjson'] });
  expect(destinationOf(options)).toBe('flags.ndjson');
  expect(sessionOf(options, basis)).toMatchObject({
    window: { from: '2026-04-01T00:00:00.000Z', to: '2026-05-01T12:00:00.000Z' },
    target: 'FILE',
  });
});

it.each([
  ['nothing', {}, { indexes: { from: 0, to: 499 } }],
  ['a range', { range: '7..9' }, { indexes: { from: 7, to: 9 } }],
  ['a case', { case: 'ZZ-1' }, { indexes: { from: 0, to: 499 }, filter: { caseNumber: 'ZZ-1' } }],
  ['a kind', { kind: ['address-flag'] }, { topics: ['holdfast.address-flags'] }],
  ['a kind in the plural', { kind: ['address-flags'] }, { topics: ['holdfast.address-flags'] }],
  ['a topic', { to: ['topic'] }, { target: 'SANDBOX' }],
  ['no profile', {}, { redactionProfile: 'full' }],
  ['a court', { purpose: 'COURT' }, { redactionProfile: 'court' }],
  ['all for a court', { purpose: 'COURT', profile: 'full' }, { redactionProfile: 'full' }],
  ['a partner', { asPartner: 'acme' }, { redactionProfile: 'as-acme' }],
  ['a partner for a court', { asPartner: 'acme', profile: 'court' }, { redactionProfile: 'court-as-acme' }],
])('asks for what is named: %s', (_, options, expected) => {
  expect(sessionOf(told(options), basis)).toMatchObject({ ...basis, ...expected });
});

it.each([
  ['no place', { to: [] }, '--to FILE'],
  ['two places', { to: ['a', 'b'] }, '--to FILE'],
  ['half a time', { from: '2026-04-01' }, 'both ends'],
  ['a broken range', { range: '7-9' }, '--range'],
  ['a range and a time', { range: '7..9', from: '2026-04-01' }, '--range'],
  ['an unknown kind', { kind: ['flags'] }, 'no kind flags'],
])('says what to do about %s', (_, options, message) => {
  expect(() => sessionOf(told(options), basis)).toThrow(message);
});

it('asks for nothing without a purpose', () => {
  const { purpose: _purpose, ...options } = told({});
  expect(() => sessionOf(options, basis)).toThrow('--purpose');
});
