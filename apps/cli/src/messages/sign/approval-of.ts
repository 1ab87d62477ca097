import type { ApprovalV1, Sealed } from '@holdfast/contracts';

/** The approval goes where its target goes, under the same restrictions. */
export function approvalOf({ envelope }: Sealed, officer: string, body: ApprovalV1): object {
  const { audience, handling, language, case: ofCase } = envelope;
  return {
    kind: 'approval',
    version: 1,
    reference: `${body.decision}/${body.target}/${Date.now()}`,
    occurredAt: new Date().toISOString(),
    audience,
    handling,
    language,
    correlates: [],
    exercise: false,
    officer,
    ...(ofCase === undefined ? {} : { case: ofCase }),
    body,
  };
}
