import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { ORGANISATION_TYPES } from '../../publishers.js';
import { ApprovalV1 } from './approval.v1.js';

export const approval = kind({
  name: 'approval',
  version: 1,
  plural: 'approvals',
  about: 'The second person: an officer approves or returns exactly this content of a message.',
  body: ApprovalV1,
  publishers: ORGANISATION_TYPES,
  officers: () => 1,
  roles: ['APPROVER', 'OPERATOR', 'ADMINISTRATOR'],
  gated: false,
  target: ({ body }) => body.target,
  rules: ({ body }) => [...noteFaults(body), ...releaseFaults(body)],
});

/** Whoever gets a request back must learn why. */
function noteFaults({ decision, note }: ApprovalV1): Fault[] {
  if (decision !== 'RETURNED' || note !== undefined) return [];
  return [{ pointer: '/body/note', rule: 'approval-note', message: 'says why the target is returned' }];
}

/** What the hub held back only the hub's operators let go. */
function releaseFaults({ decision, role }: ApprovalV1): Fault[] {
  if (decision !== 'RELEASED' || role === 'OPERATOR') return [];
  return [{ pointer: '/body/role', rule: 'approval-release', message: 'is OPERATOR where the decision is RELEASED' }];
}
