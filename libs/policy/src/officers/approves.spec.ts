import { seal } from '@holdfast/contracts';
import type { ApprovalV1, Envelope, OfficerV1 } from '@holdfast/contracts';
import { suspends } from '@holdfast/policy';
import type { OfficerInForce } from '@holdfast/policy';
import { mayApprove } from './approves.js';
import { example } from '../../../contracts/test/examples.js';

const HASH = 'ab'.repeat(32);
const legalBasis = { validatingAuthority: 'demo-prosecutor' };
const { sender: _police, ...asked } = example('enforcement-request');
const signatures = [{ by: 'officer', kid: 'kim-1', jws: 'a..b' }];
const request = seal({ ...asked, officer: 'kim', signatures }, 'police').envelope;
const withAuthority = { ...request, body: { ...request.body, legalBasis } };

const person = (id: string, roles: string[], kid = `${id}-1`): OfficerInForce => ({
  id,
  officer: { roles, keys: [{ kid }] } as OfficerV1,
});
const word = (body: Partial<ApprovalV1> = {}): ApprovalV1 => ({
  target: '1d2c3b4a-5968-8776-8554-433221100ffe',
  contentHash: HASH,
  decision: 'APPROVED',
  role: 'APPROVER',
  ...body,
});
const chief = person('chief', ['APPROVER']);
const judge = (sender: string, officer: OfficerInForce, body: Partial<ApprovalV1> = {}, envelope = request) =>
  mayApprove({ envelope, contentHash: HASH }, { sender, officer, body: word(body) }).rule;

it.each<[string, string, string, OfficerInForce, Partial<ApprovalV1>]>([
  ['another officer of the sender', 'APPROVAL-APPROVER', 'police', chief, {}],
  ['a lawyer of the sender', 'APPROVAL-LEGAL', 'police', chief, { role: 'LEGAL' }],
  ['an operator', 'APPROVAL-OPERATOR', 'hub', person('one', ['OPERATOR']), { role: 'OPERATOR' }],
  [
    'an operator who lets go',
    'APPROVAL-OPERATOR',
    'hub',
    person('one', ['OPERATOR']),
    { role: 'OPERATOR', decision: 'RELEASED' },
  ],
  ['the officer who signed', 'APPROVAL-SELF', 'police', person('kim', ['APPROVER']), {}],
  ['the same key under another name', 'APPROVAL-SELF', 'police', person('lee', ['APPROVER'], 'kim-1'), {}],
  ['somebody who saw other content', 'APPROVAL-HASH', 'police', chief, { contentHash: 'cd'.repeat(32) }],
  ['an officer without the role', 'APPROVAL-ROLE', 'police', person('lee', ['REQUESTER']), {}],
  ['an officer of another partner', 'APPROVAL-ROLE', 'bank', chief, {}],
  ['an approver as operator', 'APPROVAL-ROLE', 'police', chief, { role: 'OPERATOR' }],
  ['an operator of no hub', 'APPROVAL-ROLE', 'police', person('one', ['OPERATOR']), { role: 'OPERATOR' }],
  ['an authority that nobody named', 'APPROVAL-ROLE', 'demo-prosecutor', chief, { role: 'VALIDATING_AUTHORITY' }],
  ['somebody who returns it', 'APPROVAL-RETURNED', 'police', chief, { decision: 'RETURNED' }],
])('judges the word of %s: %s', (_, rule, sender, officer, body) => {
  expect(judge(sender, officer, body)).toBe(rule);
});

it('counts the authority that the legal basis names, and no other', () => {
  const role = { role: 'VALIDATING_AUTHORITY' };
  expect(judge('demo-prosecutor', chief, role, withAuthority)).toBe('APPROVAL-VALIDATING_AUTHORITY');
  expect(judge('demo-police', chief, role, withAuthority)).toBe('APPROVAL-ROLE');
});

const envelopeOf = (kind: string, name?: string): Envelope => {
  const whole = example(kind, name);
  return seal(whole, whole.sender).envelope;
};
const organisation = envelopeOf('organisation');
const officer = envelopeOf('officer', 'full.v1');
const changed = (envelope: Envelope, body: object): Envelope => ({ ...envelope, body: { ...envelope.body, ...body } });
const { keys } = Object(officer.body);

it.each([
  ['a suspension', organisation, { status: 'SUSPENDED' }, true],
  ['a resumption', changed(organisation, { status: 'SUSPENDED' }), { status: 'VERIFIED' }, false],
  ['a suspension with a change beside it', organisation, { status: 'SUSPENDED', groups: ['exchanges'] }, false],
  ['a removal', organisation, { status: 'REMOVED' }, false],
  ['a revocation', officer, { status: 'REVOKED' }, true],
  [
    'a revocation of a first version',
    changed(officer, { officerId: undefined }),
    { officerId: officer.messageId, status: 'REVOKED' },
    true,
  ],
  [
    'a revocation that marks a key',
    officer,
    { status: 'REVOKED', keys: [{ ...keys[0], compromisedSince: '2026-01-01T00:00:00.000Z' }, keys[1]] },
    true,
  ],
  [
    'a revocation that lifts a mark',
    officer,
    { status: 'REVOKED', keys: [keys[0], { ...keys[1], compromisedSince: undefined }] },
    false,
  ],
  ['a revocation that swaps keys', officer, { status: 'REVOKED', keys: [keys[1], keys[0]] }, false],
])('knows whether %s only takes power away', (_, before, body, is) => {
  expect(suspends(before, changed(before, body))).toBe(is);
});

it('lets nobody suspend what is not in force', () => {
  expect(suspends(undefined, changed(organisation, { status: 'SUSPENDED' }))).toBe(false);
});
