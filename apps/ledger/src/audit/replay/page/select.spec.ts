import { parse, readEnvelope, ReplaySessionV1, seal } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { example } from '../../../../../../libs/contracts/test/examples.js';
import { agreed, profileOf } from '../terms.js';
import { leftOut } from './select.js';

const acceptedAt = '2026-04-14T07:40:00.000Z';
const session = (change: object = {}): ReplaySessionV1 => {
  const { window: _window, ...body } = example('replay-session').body;
  return parse(ReplaySessionV1, { ...body, policyVersion: '1', indexes: { from: 2, to: 9 }, ...change });
};
const message = (kind: string, change: object = {}): Envelope => {
  const { sender, ...whole } = example(kind);
  return readEnvelope(seal({ ...whole, ...change }, sender).envelope);
};
const H1 = { handling: { ...Object(example('address-flag').handling), code: 'H1' } };
const flag = message('address-flag', { case: { number: 'ZZ-1' } });
const assessment = message('flag-assessment');
const inWindow = (from: string, to: string) => ({ indexes: undefined, window: { from, to } });
const later = '2026-04-14T07:40:00.001Z';
const full = { court: false };
const court = { court: true };

const reasonOf = (envelope: Envelope | undefined, change: object, profile = full) => {
  const candidate = { status: 'recorded', acceptedAt, ...(envelope ? { envelope } : {}) };
  const left = leftOut(candidate, session(change), profile);
  return left === undefined ? 'given' : `${left.reason}${left.listed ? ', listed' : ''}`;
};

it.each([
  ['nothing is named', flag, {}, full, 'given'],
  ['it is of the case', flag, { filter: { caseNumber: 'ZZ-1' } }, full, 'given'],
  ['it is of no case', assessment, { filter: { caseNumber: 'ZZ-1' } }, full, 'FILTER'],
  ['it is by one of the senders', flag, { filter: { senders: ['acme', 'demo-police'] } }, full, 'given'],
  ['it is by none of the senders', flag, { filter: { senders: ['acme'] } }, full, 'FILTER'],
  ['it is named', flag, { filter: { targets: [flag.messageId] } }, full, 'given'],
  ['it is about what is named', assessment, { filter: { targets: [Object(assessment.body).flagId] } }, full, 'given'],
  ['it has nothing to do with what is named', flag, { filter: { targets: [assessment.messageId] } }, full, 'FILTER'],
  ['it is at the beginning of the window', flag, inWindow(acceptedAt, later), full, 'given'],
  ['it is at the end of the window', flag, inWindow('2026-04-14T07:39:00.000Z', acceptedAt), full, 'FILTER'],
  ['nobody can read it and nothing is named', undefined, {}, full, 'given'],
  ['nobody can read it and a case is named', undefined, { filter: { caseNumber: 'ZZ-1' } }, full, 'FILTER'],
  ['a court may have it', flag, {}, court, 'given'],
  ['no court may have it', message('address-flag', H1), {}, court, 'H1, listed'],
  ['no court may have it, and none asks', message('address-flag', H1), {}, full, 'given'],
  ['nobody knows whether a court may have it', undefined, {}, court, 'UNREADABLE, listed'],
])('judges an entry where %s', (_, envelope, change, profile, expected) => {
  expect(reasonOf(envelope, change, profile)).toBe(expected);
});

it('leaves out what the partner could not see, without telling which', () => {
  const verdict = { allowed: false, rule: 'NOT-IN-AUDIENCE' };
  const left = leftOut({ status: 'recorded', acceptedAt, envelope: flag }, session(), court, verdict);
  expect(left).toEqual({ reason: 'NOT-IN-AUDIENCE', listed: false });
});

it.each([
  ['full', full],
  ['court', court],
  ['as-demo-exchange-1', { court: false, partner: 'demo-exchange-1' }],
  ['court-as-acme', { court: true, partner: 'acme' }],
  ['full-as-acme', undefined],
  ['none', undefined],
])('knows the profile %s', (name, profile) => {
  expect(profileOf(name)).toEqual(profile);
});

it.each([
  ['indexes', { logSize: 100 }, [2, 9]],
  ['indexes beyond the size', { logSize: 5 }, [2, 4]],
  ['a window: the whole record, which no erasure moves', { logSize: 100, ...inWindow(acceptedAt, later) }, [0, 99]],
  ['a size that the record had when the session took effect', { logSize: 120 }, [2, 9]],
])('fixes the span by %s', (_, change, [from, to]) => {
  expect(agreed(session({ redactionProfile: 'full', ...change }), 120)).toEqual({ profile: full, from, to });
});

it.each([
  ['other rules than these', { policyVersion: '0' }, 'REPLAY-POLICY'],
  ['more than was recorded when it took effect', { logSize: 121 }, 'REPLAY-SIZE'],
  ['a span after the end', { logSize: 2 }, 'REPLAY-SIZE'],
  ['a profile that nobody knows', { redactionProfile: 'none' }, 'REPLAY-PROFILE'],
])('refuses a session of %s', (_, change, rule) => {
  const body = session({ redactionProfile: 'full', logSize: 100, ...change });
  expect(() => agreed(body, 120)).toThrow(expect.objectContaining({ details: { rule } }));
});
