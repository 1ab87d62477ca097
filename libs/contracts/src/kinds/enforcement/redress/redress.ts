import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HOLDERS } from '../../publishers.js';
import { partFaults } from '../../shapes/faults.js';
import { RedressV1 } from './redress.v1.js';

export const redress = kind({
  name: 'redress',
  version: 1,
  plural: 'redresses',
  about: 'An exchange objects for its customer to a hold or a flag, and later tells what was decided.',
  body: RedressV1,
  publishers: HOLDERS,
  officers: () => 1,
  roles: ['RESPONDER'],
  gated: false,
  target: ({ body }) => body.holdId ?? body.flagId,
  rules: (envelope) => [
    ...subjectFaults(envelope.body),
    ...submissionFaults(envelope),
    ...decisionFaults(envelope.body),
    ...remedyFaults(envelope.body),
  ],
});

function subjectFaults({ holdId, flagId }: RedressV1): Fault[] {
  if ((holdId === undefined) !== (flagId === undefined)) return [];
  return [{ pointer: '/body/holdId', rule: 'redress-subject', message: 'name either a hold or a flag' }];
}

function submissionFaults({ sender, occurredAt, body }: Envelope<RedressV1>): Fault[] {
  const faults: Fault[] = [];
  if (body.submittedBy !== sender) {
    faults.push({ pointer: '/body/submittedBy', rule: 'redress-submitter', message: 'is not the sender' });
  }
  if (body.decision === undefined && body.decisionDueAt <= occurredAt) {
    faults.push({ pointer: '/body/decisionDueAt', rule: 'redress-due', message: 'must be after occurredAt' });
  }
  return faults;
}

/** Nobody decides while objecting: a decision comes later, and then there is one. */
function decisionFaults({ redressId, decision }: RedressV1): Fault[] {
  return partFaults({
    pointer: '/body/decision',
    rule: 'redress-decision',
    present: decision !== undefined,
    needed: redressId !== undefined,
  });
}

/** What is granted has a remedy that undoes its subject; what is rejected has none. */
function remedyFaults({ holdId, decision, remedy }: RedressV1): Fault[] {
  const isGranted = decision === 'UPHELD' || decision === 'PARTLY';
  const rule = 'redress-remedy';
  if (isGranted && remedy !== undefined && (remedy === 'UNFLAG') !== (holdId === undefined)) {
    return [{ pointer: '/body/remedy', rule, message: 'is UNFLAG for a flag, RELEASE or REDUCE for a hold' }];
  }
  return partFaults({ pointer: '/body/remedy', rule, present: remedy !== undefined, needed: isGranted });
}
