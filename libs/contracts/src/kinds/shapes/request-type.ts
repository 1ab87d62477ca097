/** What an authority asks for. */
export const REQUEST_TYPES = [
  'ATTRIBUTION_LOOKUP',
  'PRESERVATION',
  'INFO_DISCLOSURE',
  'EMERGENCY_DISCLOSURE',
  'FREEZE',
  'FREEZE_EXTENSION',
  'RELEASE',
  'ISSUER_FREEZE',
  'SEIZURE_TRANSFER',
  'VICTIM_CONTACT',
  'SUBJECT_LIST',
] as const;

export type RequestType = (typeof REQUEST_TYPES)[number];

/** What gives an authority the right to ask. */
export const LEGAL_INSTRUMENTS = [
  'COURT_ORDER',
  'SEARCH_WARRANT',
  'PROSECUTOR_ORDER',
  'POLICE_ORDER',
  'SUBPOENA',
  'EPOC',
  'EPOC_PR',
  'MLA',
  'LETTER_ROGATORY',
  'FIU_SUSPENSION',
  'STATUTORY_NOTICE',
  'EMERGENCY_DECLARATION',
  'VICTIM_CONSENT',
  'VOLUNTARY_COOPERATION',
] as const;
