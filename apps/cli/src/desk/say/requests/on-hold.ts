import { EnforcementRequestV1, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { Amount } from '../../values/amount-of.js';
import { deskMessage } from '../head.js';

/** What is wanted of a hold: that it is let go, all or in part, or that it lasts longer. */
export interface HoldOrder {
  /** The request that the hold answers. */
  requestId: string;
  holdId: string;
  holder: string;
  targetId: string;
  officer: string;
  at: Date;
  why: string;
  wish: { requestType: 'RELEASE'; releaseAmount?: Amount } | { requestType: 'FREEZE_EXTENSION'; newEnd: string };
}

/** A request about a hold: its right and its offence are those of the freeze, as it is in force. */
export function onHoldMessage(freeze: Envelope, order: HoldOrder): object {
  const { requestId, holdId, holder, targetId, officer, at, why, wish } = order;
  const { legalBasis, offence, evidence, targets, priority, emergencyGround } = parse(
    EnforcementRequestV1,
    freeze.body,
  );
  const reference = `${wish.requestType.toLowerCase()}/${holdId}/${at.toISOString()}`;
  const caseNumber = freeze.case?.number;
  return deskMessage(
    {
      kind: 'enforcement-request',
      reference,
      audience: { partners: [holder] },
      tlp: 'AMBER+STRICT',
      at,
      officer,
      correlates: [requestId],
      ...(caseNumber === undefined ? {} : { caseNumber }),
    },
    {
      generation: 1,
      desiredStatus: 'SUBMITTED',
      priority,
      ...(emergencyGround === undefined ? {} : { emergencyGround }),
      routing: { mode: 'DIRECT', to: [holder] },
      targets: targets.filter((target) => target.targetId === targetId),
      holdId,
      ...wish,
      legalBasis,
      offence,
      necessity: why,
      ...(evidence === undefined ? {} : { evidence }),
    },
  );
}
