import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { partFaults } from '../../shapes/faults.js';
import { FlagAssessmentV1 } from './flag-assessment.v1.js';

/** Verdicts that can stop a flag. */
const CONTRADICTIONS = new Set(['FALSE_POSITIVE', 'OWN_HOT_WALLET']);

export const flagAssessment = kind({
  name: 'flag-assessment',
  version: 1,
  plural: 'flag-assessments',
  about: 'A reader of a flag says what it thinks of it.',
  body: FlagAssessmentV1,
  publishers: PARTNERS,
  gated: false,
  target: ({ body }) => body.flagId,
  rules: ({ body }) => groundFaults(body),
});

/** Whoever can stop a flag gives its author something to answer. */
function groundFaults({ verdict, note, evidence }: FlagAssessmentV1): Fault[] {
  return partFaults({
    pointer: '/body/note',
    rule: 'assessment-ground',
    present: note !== undefined,
    needed: CONTRADICTIONS.has(verdict) && evidence.length === 0,
    allowed: true,
  });
}
