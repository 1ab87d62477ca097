import { Instant, Int, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId, PartnerId, Sha256 } from '../../../fields/identifiers.js';
import { nested, oneOf, text } from '../../../fields/values.js';
import { PublicJwk } from '../../shapes/public-jwk.js';

export const OFFICER_ROLES = ['REQUESTER', 'APPROVER', 'RESPONDER', 'OPERATOR', 'AUDITOR', 'ADMINISTRATOR'] as const;

/** A key that an officer signs and authenticates with. */
export class OfficerKey {
  @Text({ max: 43, pattern: /^[-_A-Za-z0-9]{43}$/, about: 'RFC 7638 thumbprint (SHA-256) of the key.' })
  kid!: string;

  @Nested(() => PublicJwk, { about: 'The public key.' })
  jwk!: PublicJwk;

  @OneOf(['SOFTWARE', 'HARDWARE'], { about: 'Where the private half lives.' })
  class!: string;

  @Instant({ optional: true, about: 'The key counts for nothing from this moment on.' })
  notAfter?: string;

  @Instant({ optional: true, about: 'Reported as compromised: nothing that it signed since this moment is trusted.' })
  compromisedSince?: string;
}

/** A person of a partner who acts: roles, competences and keys. Names stay with the partner. */
export class OfficerV1 {
  @MessageId({ optional: true, about: 'The officer; absent on the first version, whose messageId is the id.' })
  officerId?: string;

  @PartnerId({ about: 'The organisation that the officer belongs to.' })
  orgId!: string;

  @ListOf(oneOf(OFFICER_ROLES), { min: 1, max: OFFICER_ROLES.length, about: 'What the officer may do.' })
  roles!: string[];

  @Sha256({ optional: true, about: 'SHA-256 of the badge number, salted by the organisation.' })
  badgeHash?: string;

  @Text({ max: 64, optional: true, about: 'Rank.' })
  rank?: string;

  @Text({ max: 128, optional: true, about: 'Unit.' })
  unit?: string;

  @MessageId({ optional: true, about: 'The officer who supervises.' })
  supervisorId?: string;

  @ListOf(nested(() => OfficerKey), { max: 10, about: 'Keys.' })
  keys!: OfficerKey[];

  @ListOf(text({ max: 64, pattern: /^[A-Z][A-Z0-9_]*$/ }), { max: 50, about: 'Competences, as training records name.' })
  competencies!: string[];

  @Int({ min: 0, max: 100, about: 'Risk score; 0 is none.' })
  riskScore!: number;

  @OneOf(['ACTIVE', 'SUSPENDED', 'REVOKED'], { about: 'The officer acts while ACTIVE.' })
  status!: string;
}
