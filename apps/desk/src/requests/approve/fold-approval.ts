import { ApprovalV1, parse } from '@holdfast/contracts';
import { judgeApproval } from '@holdfast/policy';
import type { Said } from '../../fold/said.js';
import type { Folded, Request } from '../state/request.js';
import { submit } from './submit.js';
import { approvalsNeeded } from '../state/terms.js';

/** Takes up an approval: one that counts may submit the message, return it, or let go what was held back. */
export function foldApproval(request: Request, said: Said): Folded {
  const { envelope, acceptedAt, directory } = said;
  const body = parse(ApprovalV1, envelope.body);
  const own = { envelope, acceptedAt, contentHash: Buffer.from(said.contentHash, 'hex') };
  const { allowed, rule } = judgeApproval(own, request, directory);
  const isReturned = rule === 'APPROVAL-RETURNED' && request.state.status === 'PENDING_APPROVAL';
  if (isReturned) return changed(request, { status: 'RETURNED' });
  if (!allowed) return { request, orders: [] };
  const officer = envelope.officer ?? '';
  if (body.decision === 'RELEASED') return release(request, officer, said);
  return approve(request, { officer, role: roleOf(body.role), at: acceptedAt }, said);
}

/** What was held back goes on when two operators say so. */
function release(request: Request, officer: string, said: Said): Folded {
  const { status, releasedBy } = request.state;
  if (status !== 'HELD_BACK' || releasedBy.includes(officer)) return { request, orders: [] };
  const released = changed(request, { releasedBy: [...releasedBy, officer] });
  return released.request.state.releasedBy.length < 2 ? released : submit(released.request, said, { isReleased: true });
}

function approve(request: Request, given: { officer: string; role: string; at: string }, said: Said): Folded {
  const { status, approvals } = request.state;
  const isKnown = approvals.some(({ officer }) => officer === given.officer);
  if (status !== 'PENDING_APPROVAL' || isKnown || given.role === 'OPERATOR') return { request, orders: [] };
  const approved = changed(request, { approvals: [...approvals, given] });
  const roles = new Set(approved.request.state.approvals.map(({ role }) => role));
  const isComplete = approvalsNeeded(request.envelope).every((role) => roles.has(role));
  return isComplete ? submit(approved.request, said, { isReleased: false }) : approved;
}

/** Counsel of the sender is a second person of the sender as its approver is. */
const roleOf = (role: string): string => (role === 'LEGAL' ? 'APPROVER' : role);

const changed = (request: Request, change: Partial<Request['state']>): Folded => ({
  request: { ...request, state: { ...request.state, ...change } },
  orders: [],
});
