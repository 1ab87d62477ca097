import { kindOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { Said } from '../../fold/said.js';
import type { Request } from './request.js';

/** Whether a message waits for a routing. */
export const isGated = ({ kind, version }: Envelope): boolean => kindOf(kind, version)?.gated ?? false;

/** A gated message as it is recorded: its sender alone knows of it. */
export function openRequest({ index, acceptedAt, envelope, contentHash }: Said): Request {
  return {
    envelope,
    contentHash,
    state: {
      id: envelope.messageId,
      index,
      version: index,
      acceptedAt,
      status: 'PENDING_APPROVAL',
      generation: 1,
      approvals: [],
      releasedBy: [],
      grants: [],
      unroutable: [],
      legs: {},
      holds: {},
      responsible: [],
      followers: [],
    },
  };
}
