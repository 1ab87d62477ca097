import { assessment, hour, revocation, version } from '../test/facts.js';
import { disputeOf, verdictsOf } from './dispute.js';
import type { FlagFact } from './flag-fact.js';
import { flagOf } from './fold-flag.js';
import { standingOf } from './standing-of.js';
import { statusAt } from '../test/status-at.js';

/** The status so many hours after the flag began, and the version that counts. */
function at(now: number, ...facts: FlagFact[]) {
  const state = flagOf(facts);
  if (!state) return undefined;
  const { validUntil, current } = state;
  return [statusAt({ standing: standingOf(state), validUntil }, hour(now)), current.version];
}

const first = version(1, 0);
const ownWallet = assessment('exchange-1', 'OWN_HOT_WALLET', 2);
const doubt = (sender: string, when: number, of = 1) => assessment(sender, 'FALSE_POSITIVE', when, of);

it('is what its flagger says, until it ends by itself', () => {
  expect(at(1, first)).toEqual(['ACTIVE', 1]);
  expect(at(1, version(1, 0, { status: 'SUSPECTED' }))).toEqual(['SUSPECTED', 1]);
  expect(at(99, first)).toEqual(['ACTIVE', 1]);
  expect(at(100, first)).toEqual(['EXPIRED', 1]);
});

it.each([
  ['the one who controls the address', [ownWallet]],
  ['two who doubt it independently', [doubt('lab', 2), doubt('bank', 3)]],
])('is disputed by %s', (_, facts) => {
  expect(at(4, first, ...facts)).toEqual(['DISPUTED', 1]);
});

it.each<[string, FlagFact[]]>([
  ['one who doubts it alone', [doubt('lab', 2)]],
  ['one who doubts it twice', [doubt('lab', 2), doubt('lab', 3)]],
  ['its own flagger', [doubt('police', 2), doubt('lab', 3)]],
  ['a hot wallet of somebody who holds nothing', [assessment('lab', 'OWN_HOT_WALLET', 2)]],
  ['readers of another version', [assessment('exchange-1', 'OWN_HOT_WALLET', 2, 2)]],
  ['those who may not read it', [{ ...ownWallet, keys: ['partner:exchange-1'] }]],
  ['those who agree', [assessment('exchange-1', 'CONFIRM', 2), assessment('lab', 'LIKELY', 3)]],
])('is not disputed by %s', (_, facts) => {
  expect(at(4, first, ...facts)).toEqual(['ACTIVE', 1]);
});

it('is not disputed as a hot wallet where it flags no address', () => {
  const { account: _none, ...terms } = first.terms;
  const entity = { ...first, terms: { ...terms, subjectType: 'ENTITY' } };
  expect(at(4, entity, ownWallet)).toEqual(['ACTIVE', 1]);
});

it('gives the flagger 72 hours from the moment at which it became disputed', () => {
  const state = flagOf([first, doubt('bank', 5), doubt('lab', 3)]);
  expect(state && disputeOf(state)).toEqual({ disputedAt: hour(5), answerDueAt: hour(77), index: 5 });
  expect(state && verdictsOf(state)).toEqual({ FALSE_POSITIVE: 2 });
});

it('is disputed no earlier than it was said, whatever the clocks of two topics say', () => {
  const state = flagOf([version(1, 2), { ...ownWallet, at: hour(1) }]);
  expect(state && disputeOf(state)?.disputedAt).toBe(hour(2));
});

it('is answered with a new version, and disputed again only by those who read that', () => {
  expect(at(6, first, ownWallet, version(2, 5))).toEqual(['ACTIVE', 2]);
  expect(at(6, first, ownWallet, version(2, 5, { status: 'SUSPECTED' }))).toEqual(['SUSPECTED', 2]);
  expect(at(8, first, ownWallet, version(2, 5), doubt('lab', 6, 2), doubt('bank', 7, 2))).toEqual(['DISPUTED', 2]);
});

it('stays out of propagation when nobody answers, until it expires or is revoked', () => {
  expect(at(99, first, ownWallet)).toEqual(['DISPUTED', 1]);
  expect(at(100, first, ownWallet)).toEqual(['EXPIRED', 1]);
  expect(at(99, first, ownWallet, revocation('police', 90))).toEqual(['REVOKED', 1]);
});

it('is revoked by its flagger and for a court, and by nobody else', () => {
  expect(at(4, first, revocation('police', 3))).toEqual(['REVOKED', 1]);
  expect(at(4, first, revocation('hub', 3, true))).toEqual(['REVOKED', 1]);
  expect(at(4, first, revocation('hub', 3))).toEqual(['ACTIVE', 1]);
  expect(at(4, first, revocation('exchange-1', 3))).toEqual(['ACTIVE', 1]);
});

it('is over once: what comes after its end changes nothing', () => {
  expect(at(150, first, version(2, 120, { evidence: ['new'], validUntil: hour(200) }))).toEqual(['EXPIRED', 1]);
  expect(at(150, first, revocation('police', 120))).toEqual(['EXPIRED', 1]);
  expect(at(99, first, revocation('police', 3), version(2, 5))?.[0]).toBe('REVOKED');
});

it('has later versions of its flagger alone, each greater than the last', () => {
  expect(at(6, first, version(2, 5, { sender: 'bank' }))).toEqual(['ACTIVE', 1]);
  expect(at(6, first, version(3, 4), version(2, 5, { status: 'SUSPECTED' }))).toEqual(['ACTIVE', 3]);
  expect(at(6, version(2, 5))).toBeUndefined();
});

it.each<[string, string[], string[], number, number]>([
  ['evidence that no version had', ['a'], ['a', 'b'], 200, 200],
  ['evidence that is known', ['a', 'b'], ['b'], 200, 100],
  ['no evidence', [], [], 200, 100],
  ['a shorter life, whatever the evidence', ['a'], ['a'], 50, 50],
  ['an end in the past, which is now', ['a'], ['a'], 1, 5],
])('ends as a new version with %s may say', (_, before, after, wished, end) => {
  const renewed = version(2, 5, { evidence: after, validUntil: hour(wished) });
  expect(flagOf([version(1, 0, { evidence: before }), renewed])?.validUntil).toBe(hour(end));
});
