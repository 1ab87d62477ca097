/** The hub's own partner id. */
export const HUB = 'hub';

/** State bodies that investigate or supervise. */
export const AUTHORITIES = ['POLICE', 'PROSECUTOR', 'FIU', 'REGULATOR'] as const;

/** Organisations that hold or control assets of others. */
export const HOLDERS = ['EXCHANGE', 'ISSUER', 'CUSTODIAN'] as const;

/** Organisations that study and share without powers or customers. */
export const ANALYSTS = ['ANALYTICS', 'ISAC'] as const;

/** The hub itself: its operators and its processes. */
export const HUB_ITSELF = ['HUB'] as const;

/** Every type of organisation, the hub too. */
export const ORGANISATION_TYPES = [...AUTHORITIES, 'COURT', ...HOLDERS, ...ANALYSTS, ...HUB_ITSELF] as const;

/** Every member that is not the hub. */
export const PARTNERS = [...AUTHORITIES, 'COURT', ...HOLDERS, ...ANALYSTS] as const;
