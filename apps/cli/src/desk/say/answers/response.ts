import { EnforcementRequestV1, parse } from '@holdfast/contracts';
import type { EnforcementResponseV1, Envelope, TargetAnswer } from '@holdfast/contracts';
import { deskMessage } from '../head.js';

/** An answer: the outcome of targets, and whether it is the last one. */
export interface Answer {
  responder: string;
  at: Date;
  final: boolean;
  perTarget: TargetAnswer[];
  searchScope?: EnforcementResponseV1['searchScope'];
}

/** The answer of a recipient to a request, for the requester alone. */
export function responseMessage(request: Envelope, { at, searchScope, ...answer }: Answer): object {
  const { requestType, targets } = parse(EnforcementRequestV1, request.body);
  const requestId = request.messageId;
  return deskMessage(
    {
      kind: 'enforcement-response',
      reference: `answer/${requestId}/${at.toISOString()}`,
      audience: { partners: [request.sender] },
      tlp: 'RED',
      at,
    },
    {
      requestId,
      requestType,
      targetCount: targets.length,
      ...answer,
      ...(searchScope ? { searchScope } : {}),
    },
  );
}
