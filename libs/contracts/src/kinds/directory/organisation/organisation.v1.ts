import { Flag, Instant, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { CountryCode, partnerId, PartnerId } from '../../../fields/identifiers.js';
import { nested, text } from '../../../fields/values.js';
import { ORGANISATION_TYPES } from '../../publishers.js';
import { PublicJwk } from '../../shapes/public-jwk.js';

export const ORGANISATION_STATUS = [
  'SUBMITTED',
  'EMAIL_VERIFIED',
  'PENDING_REVIEW',
  'VERIFIED',
  'SUSPENDED',
  'REJECTED',
  'APPEALED',
  'REMOVED',
] as const;

/** A key of an organisation. */
export class OrganisationKey {
  @Text({ max: 128, pattern: /^[-._~a-zA-Z0-9]+$/, about: 'Key id, unique in the organisation.' })
  kid!: string;

  @Nested(() => PublicJwk, { about: 'The public key.' })
  jwk!: PublicJwk;

  @Instant({ optional: true, about: 'The key counts for nothing from this moment on.' })
  notAfter?: string;

  @OneOf(['GATEWAY', 'LEDGER', 'DESK', 'DELIVERY'], {
    optional: true,
    about: "On the hub's own keys: the process that alone may use it; absent for an operator's key.",
  })
  process?: string;
}

/** A member of the hub: who it is, its keys, its groups and whether it may take part. Published by the hub. */
export class OrganisationV1 {
  @PartnerId({ about: 'Partner id.' })
  id!: string;

  @OneOf(ORGANISATION_TYPES, { about: 'What it is.' })
  type!: string;

  @Text({ max: 256, about: 'Legal name.' })
  legalName!: string;

  @Text({ max: 20, pattern: /^[A-Z0-9]{18}[0-9]{2}$/, optional: true, about: 'Legal entity identifier.' })
  lei?: string;

  @CountryCode({ about: 'Jurisdiction, ISO 3166-1.' })
  jurisdiction!: string;

  @ListOf(partnerId(), { max: 50, about: 'Groups it belongs to; `members` is implied.' })
  groups!: string[];

  @ListOf(nested(() => OrganisationKey), { max: 50, about: 'Its keys.' })
  keys!: OrganisationKey[];

  @ListOf(text({ max: 256 }), { max: 50, about: 'Licences.' })
  licences!: string[];

  @ListOf(text({ max: 253, pattern: /^[a-z0-9.-]+$/ }), { max: 50, about: 'Internet domains.' })
  domains!: string[];

  @ListOf(text({ max: 64, pattern: /^[0-9a-f]{64}$/ }), { max: 50, about: 'SHA-256 of its TLS certificates.' })
  certificates!: string[];

  @ListOf(text({ max: 64 }), { max: 50, about: 'Formats that it reads.' })
  formats!: string[];

  @OneOf(ORGANISATION_STATUS, { about: 'It takes part while VERIFIED.' })
  status!: string;

  @Flag({ optional: true, about: 'On a resumption: what became visible during the suspension is given too.' })
  withBacklog?: boolean;
}
