import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { ANALYSTS, AUTHORITIES, HOLDERS } from '../../publishers.js';
import { AddressFlagV1 } from './address-flag.v1.js';

const DAY_MS = 86_400_000;
const ORDINARY_DAYS = 180;
const SANCTIONS_DAYS = 5 * 365 + 2;

const SUBJECTS: Record<string, 'address' | 'tx' | 'entity'> = {
  ADDRESS: 'address',
  CLUSTER: 'address',
  TX: 'tx',
  ENTITY: 'entity',
};

export const addressFlag = kind({
  name: 'address-flag',
  version: 1,
  plural: 'address-flags',
  about: 'An address, a transaction, a cluster or an entity is suspect: why, and until when.',
  body: AddressFlagV1,
  publishers: [...AUTHORITIES, ...HOLDERS, ...ANALYSTS],
  gated: false,
  rules: ({ body }) => [...subjectFaults(body), ...validityFaults(body), ...versionFaults(body)],
});

/** A flag names exactly the one subject that its type says. */
function subjectFaults(body: AddressFlagV1): Fault[] {
  const wanted = SUBJECTS[body.subjectType];
  return (['address', 'tx', 'entity'] as const)
    .filter((subject) => (body[subject] !== undefined) !== (subject === wanted))
    .map((subject) => ({
      pointer: `/body/${subject}`,
      rule: 'flag-subject',
      message: subject === wanted ? 'is the subject and is missing' : 'is not the subject of this type; remove it',
    }));
}

/** A flag ages: 180 days, or five years where an authority's legal act is named. */
function validityFaults(body: AddressFlagV1): Fault[] {
  const days = (Date.parse(body.validUntil) - Date.parse(body.validFrom)) / DAY_MS;
  const isListing = body.attributionBasis === 'authority_data' && body.legalAct !== undefined;
  const most = isListing ? SANCTIONS_DAYS : ORDINARY_DAYS;
  if (days > 0 && days <= most) return [];
  const message = `must be after validFrom and at most ${most} days later`;
  return [{ pointer: '/body/validUntil', rule: 'flag-validity', message }];
}

function versionFaults(body: AddressFlagV1): Fault[] {
  if ((body.version === 1) === (body.flagId === undefined)) return [];
  return [
    { pointer: '/body/flagId', rule: 'flag-version', message: 'is absent on version 1 and present on every later one' },
  ];
}
