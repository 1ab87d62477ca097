export { Forbidden, NotFound, Unauthorised } from './errors/access.js';
export { PayloadTooLarge, RateExceeded, Unavailable } from './errors/capacity.js';
export { HubError } from './errors/hub-error.js';
export { KindUnknown } from './errors/kind-unknown.js';
export { MessageRejected, refuse } from './errors/message-rejected.js';
export type { Fault } from './errors/message-rejected.js';
export { check } from './fields/check.js';
export {
  Day,
  Duration,
  Flag,
  Instant,
  Int,
  ListOf,
  Nested,
  OneOf,
  Recurrence,
  Text,
  TimeZone,
} from './fields/decorators.js';
export { messageId, MessageId, PartnerId, Sha256 } from './fields/identifiers.js';
export { formats, parse } from './fields/parse.js';
export { fieldsOf, schemaOf } from './fields/registry.js';
export type { JsonSchema, Shape } from './fields/registry.js';
export { int, nested, text } from './fields/values.js';
export { canonical, isCanonical } from './json/canonical.js';
export { readJson } from './json/read-json.js';
export { Address } from './kinds/shapes/address.js';
export type { Kind } from './kinds/kind.js';
export { ApprovalV1 } from './kinds/correspondence/approval/approval.v1.js';
export { ErasureV1 } from './kinds/operation/erasure/erasure.v1.js';
export { ReplayMismatch, ReplaySessionV1 } from './kinds/operation/replay-session/replay-session.v1.js';
export { OFFICER_ROLES, OfficerKey, OfficerV1 } from './kinds/directory/officer/officer.v1.js';
export { OrganisationKey, OrganisationV1 } from './kinds/directory/organisation/organisation.v1.js';
export { PublicJwk } from './kinds/shapes/public-jwk.js';
export { thumbprint } from './kinds/shapes/thumbprint.js';
export { directoryKeyOf, kindOf, kinds, ownerOf, targetOf, topicOf } from './kinds/kinds.js';
export { HUB } from './kinds/publishers.js';
export { addressesIn } from './message/addresses-in.js';
export { contentHash, contentOf } from './message/content-hash.js';
export { Envelope, Loss } from './message/envelope.js';
export { Audience } from './message/handling.js';
export { latest } from './message/latest.js';
export { messageIdOf } from './message/message-id.js';
export { messageSchema, readEnvelope } from './message/read-envelope.js';
export { seal } from './message/seal.js';
export { signContent, verifyContent } from './message/signature.js';
export type { SigningKey } from './message/signature.js';
export type { Sealed } from './message/seal.js';
