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
export { Address, Amount } from './kinds/shapes/address.js';
export type { Kind } from './kinds/kind.js';
export { ApprovalV1 } from './kinds/correspondence/approval/approval.v1.js';
export { AcknowledgementV1 } from './kinds/correspondence/acknowledgement/acknowledgement.v1.js';
export { RevocationV1 } from './kinds/correspondence/revocation/revocation.v1.js';
export { RoutingV1 } from './kinds/correspondence/routing/routing.v1.js';
export { ClarificationV1 } from './kinds/enforcement/clarification/clarification.v1.js';
export { EnforcementRequestV1 } from './kinds/enforcement/enforcement-request/enforcement-request.v1.js';
export { EnforcementResponseV1 } from './kinds/enforcement/enforcement-response/enforcement-response.v1.js';
export type { Outcome } from './kinds/enforcement/enforcement-response/outcomes.js';
export { TargetAnswer } from './kinds/enforcement/enforcement-response/target-answer.js';
export { Hold } from './kinds/enforcement/hold.js';
export type { HoldState } from './kinds/enforcement/hold.js';
export { HoldEventV1 } from './kinds/enforcement/hold-event/hold-event.v1.js';
export { LeadPackV1 } from './kinds/intelligence/lead-pack/lead-pack.v1.js';
export { SlaEventV1 } from './kinds/operation/sla-event/sla-event.v1.js';
export { CLOCKS, PRIORITIES } from './kinds/shapes/clocks.js';
export { REQUEST_TYPES } from './kinds/shapes/request-type.js';
export type { RequestType } from './kinds/shapes/request-type.js';
export { OutageV1 } from './kinds/operation/outage/outage.v1.js';
export { AddressFlagV1 } from './kinds/intelligence/address-flag/address-flag.v1.js';
export { FlagAssessmentV1 } from './kinds/intelligence/flag-assessment/flag-assessment.v1.js';
export { FlagHitV1 } from './kinds/intelligence/flag-hit/flag-hit.v1.js';
export { ErasureV1 } from './kinds/operation/erasure/erasure.v1.js';
export { ReplayMismatch, ReplaySessionV1 } from './kinds/operation/replay-session/replay-session.v1.js';
export { OFFICER_ROLES, OfficerKey, OfficerV1 } from './kinds/directory/officer/officer.v1.js';
export { OrganisationKey, OrganisationV1 } from './kinds/directory/organisation/organisation.v1.js';
export { PublicJwk } from './kinds/shapes/public-jwk.js';
export { thumbprint } from './kinds/shapes/thumbprint.js';
export { directoryKeyOf, kindOf, kinds, ownerOf, targetOf, topicOf } from './kinds/kinds.js';
export { HOLDERS, HUB } from './kinds/publishers.js';
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
