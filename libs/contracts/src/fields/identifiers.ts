import { Text } from './decorators.js';
import type { Described } from './decorators.js';
import { text } from './values.js';

const PARTNER_ID = { max: 63, pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/ };

/** The id of an organisation, as it stands in topics, tokens and addresses of people: lower case, digits, hyphens. */
export const PartnerId = (o: Described) => Text({ ...PARTNER_ID, ...o });

/** A partner id or group name as a list item. */
export const partnerId = () => text(PARTNER_ID);

const MESSAGE_ID = { max: 36, pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/ };

/** The `messageId` of a message: a UUIDv8. */
export const MessageId = (o: Described) => Text({ ...MESSAGE_ID, ...o });

export const messageId = () => text(MESSAGE_ID);

/** An id that the sender made up, unique inside its message: a target, a row, a package. */
export const LocalId = (o: Described) => Text({ max: 64, pattern: /^[-._:a-zA-Z0-9]+$/, ...o });

/** A JSON Pointer (RFC 6901) to a place that a shape of ours names. */
export const JsonPointer = (o: Described) => Text({ max: 200, pattern: /^(\/([-._a-zA-Z0-9]|~[01])+)+$/, ...o });

/** SHA-256 in lower-case hex. */
export const Sha256 = (o: Described) => Text({ max: 64, pattern: /^[0-9a-f]{64}$/, ...o });

/** CAIP-2: `namespace:reference`. */
export const ChainId = (o: Described) => Text({ max: 41, pattern: /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$/, ...o });

/** CAIP-10: `chain_id:address`. */
export const AccountId = (o: Described) =>
  Text({ max: 170, pattern: /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}:[-.%a-zA-Z0-9]{1,128}$/, ...o });

const ASSET_ID = {
  max: 180,
  pattern: /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}\/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}$/,
};

/** CAIP-19: `chain_id/namespace:reference`. */
export const AssetId = (o: Described) => Text({ ...ASSET_ID, ...o });

export const assetId = () => text(ASSET_ID);

/** An amount in integer base units; a string, since it may exceed what a JSON number keeps. */
export const BaseUnits = (o: Described) => Text({ max: 78, pattern: /^(0|[1-9][0-9]{0,77})$/, ...o });

/** ISO 3166-1 alpha-2; `ZZ` stays free for examples. */
export const CountryCode = (o: Described) => Text({ max: 2, pattern: /^[A-Z]{2}$/, ...o });

export const countryCode = () => text({ max: 2, pattern: /^[A-Z]{2}$/ });

const LANGUAGE_TAG = { max: 35, pattern: /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/ };

/** BCP 47 tag. */
export const LanguageTag = (o: Described) => Text({ ...LANGUAGE_TAG, ...o });

export const languageTag = () => text(LANGUAGE_TAG);
