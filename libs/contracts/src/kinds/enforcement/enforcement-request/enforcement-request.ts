import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { partFaults, uniqueFaults } from '../../shapes/faults.js';
import type { RequestType } from '../../shapes/request-type.js';
import { legalBasisFaults } from '../legal-basis.js';
import { deliveryFaults } from './delivery.js';
import { EnforcementRequestV1, KYC_CATEGORIES } from './enforcement-request.v1.js';
import { freezeFaults } from './freeze.js';
import { routingFaults } from './routing.js';
import { targetFaults } from './target.js';
import { transferFaults } from './transfer.js';

export const enforcementRequest = kind({
  name: 'enforcement-request',
  version: 1,
  plural: 'enforcement-requests',
  about: 'An authority asks exchanges or issuers to look up, preserve, disclose, freeze, release or hand over.',
  body: EnforcementRequestV1,
  publishers: ['POLICE', 'PROSECUTOR', 'FIU'],
  officers: () => 1,
  roles: ['REQUESTER'],
  validatedBy: ({ body }) => body.legalBasis.validatingAuthority,
  gated: true,
  rules: (envelope) => [
    ...generationFaults(envelope.body),
    ...urgencyFaults(envelope.body),
    ...belongingFaults(envelope.body),
    ...detailFaults(envelope).filter(({ rule }) => !isTermOfWithdrawn(envelope.body, rule)),
    ...proportionalityFaults(envelope.body),
  ],
});

const TERMS = new Set(['freeze-expiry', 'freeze-document', 'basis-validity', 'request-new-end']);

/** What is withdrawn asks for nothing more: a term that has run out does not keep anybody from withdrawing. */
function isTermOfWithdrawn({ desiredStatus }: EnforcementRequestV1, rule: string): boolean {
  return desiredStatus === 'WITHDRAWN' && TERMS.has(rule);
}

/** The first generation makes the request; only a later one can withdraw it. */
function generationFaults({ generation, requestId, desiredStatus }: EnforcementRequestV1): Fault[] {
  const faults = partFaults({
    pointer: '/body/requestId',
    rule: 'request-generation',
    present: requestId !== undefined,
    needed: generation > 1,
  });
  if (generation === 1 && desiredStatus === 'WITHDRAWN') {
    const message = 'is SUBMITTED on the first generation';
    faults.push({ pointer: '/body/desiredStatus', rule: 'request-withdrawal', message });
  }
  return faults;
}

function urgencyFaults({ requestType, priority, emergencyGround }: EnforcementRequestV1): Fault[] {
  const faults = partFaults({
    pointer: '/body/emergencyGround',
    rule: 'request-emergency',
    present: emergencyGround !== undefined,
    needed: priority !== 'ROUTINE',
  });
  if (requestType === 'EMERGENCY_DISCLOSURE' && priority !== 'EMERGENCY') {
    const message = 'is EMERGENCY for an emergency disclosure';
    faults.push({ pointer: '/body/priority', rule: 'request-priority', message });
  }
  return faults;
}

type Part = 'dataCategories' | 'delivery' | 'freeze' | 'transfer' | 'holdId' | 'newEnd' | 'releaseAmount';

const DISCLOSURES: readonly RequestType[] = ['INFO_DISCLOSURE', 'EMERGENCY_DISCLOSURE'];

/** The types of request that each part belongs to, and those among them that are nothing without it. */
const BELONGS: readonly { part: Part; needed: readonly RequestType[]; allowed?: readonly RequestType[] }[] = [
  { part: 'dataCategories', needed: DISCLOSURES },
  { part: 'delivery', needed: DISCLOSURES },
  { part: 'freeze', needed: ['FREEZE', 'ISSUER_FREEZE'] },
  { part: 'transfer', needed: ['SEIZURE_TRANSFER'] },
  { part: 'holdId', needed: ['FREEZE_EXTENSION', 'RELEASE'], allowed: ['SEIZURE_TRANSFER'] },
  { part: 'newEnd', needed: ['FREEZE_EXTENSION'] },
  { part: 'releaseAmount', needed: [], allowed: ['RELEASE'] },
];

function belongingFaults(body: EnforcementRequestV1): Fault[] {
  return BELONGS.flatMap(({ part, needed, allowed = [] }) =>
    partFaults({
      pointer: `/body/${part}`,
      rule: 'request-part',
      present: body[part] !== undefined,
      needed: needed.includes(body.requestType),
      allowed: [...needed, ...allowed].includes(body.requestType),
    }),
  );
}

function detailFaults({ occurredAt, audience, body }: Envelope<EnforcementRequestV1>): Fault[] {
  const { requestType, targets, routing, legalBasis, evidence = [], freeze, transfer, delivery } = body;
  const evidenceIds = evidence.map(({ evidenceId }) => evidenceId);
  const context = {
    occurredAt,
    documentStatus: legalBasis.documentStatus,
    targetTypes: targets.map(({ type }) => type),
  };
  return [
    ...routingFaults(routing, requestType, audience),
    ...targetFaults(targets, requestType),
    ...(freeze ? freezeFaults(freeze, context) : []),
    ...(transfer ? transferFaults(transfer) : []),
    ...(delivery ? deliveryFaults(delivery) : []),
    ...legalBasisFaults(legalBasis, occurredAt, evidence),
    ...uniqueFaults(evidenceIds, (at) => `/body/evidence/${at}/evidenceId`, 'request-evidence-unique'),
    ...timeFaults(body, occurredAt),
  ];
}

function timeFaults({ newEnd, offence }: EnforcementRequestV1, occurredAt: string): Fault[] {
  const faults: Fault[] = [];
  if (newEnd !== undefined && newEnd <= occurredAt) {
    faults.push({ pointer: '/body/newEnd', rule: 'request-new-end', message: 'must be after occurredAt' });
  }
  if (offence.occurredTo !== undefined && offence.occurredTo < offence.occurredFrom) {
    const message = 'must not be before occurredFrom';
    faults.push({ pointer: '/body/offence/occurredTo', rule: 'request-offence', message });
  }
  return faults;
}

/** Who asks who a customer is, or stops a whole account, says why that is proportionate. */
function proportionalityFaults({ dataCategories = [], freeze, proportionality }: EnforcementRequestV1): Fault[] {
  const asksWho = KYC_CATEGORIES.some((category) => dataCategories.includes(category));
  return partFaults({
    pointer: '/body/proportionality',
    rule: 'request-proportionality',
    present: proportionality !== undefined,
    needed: asksWho || freeze?.scope === 'FULL_ACCOUNT',
    allowed: true,
  });
}
