import { Flag, Instant, Int, ListOf, Nested, OneOf, Text } from '../fields/decorators.js';
import { CountryCode, messageId, MessageId, PartnerId, Sha256 } from '../fields/identifiers.js';
import { nested } from '../fields/values.js';
import { Audience, CaseReference, Handling, NoNotice } from './handling.js';

/** For whom the sender acts: a partner, or an authority outside the hub. */
export class OnBehalfOf {
  @PartnerId({ optional: true, about: 'A partner of the hub.' })
  partner?: string;

  @Text({ max: 256, optional: true, about: 'Name of a foreign authority.' })
  name?: string;

  @CountryCode({ optional: true, about: 'Country of that authority.' })
  country?: string;
}

/** What a conversion lost, and where. */
export class Loss {
  @Text({ max: 200, about: 'JSON Pointer into the body.' })
  path!: string;

  @OneOf(['DROPPED', 'ROUNDED', 'APPROXIMATED', 'MOVED_TO_TEXT', 'FLOAT_SOURCE', 'CODE_FALLBACK'], {
    about: 'What happened to the value.',
  })
  kind!: string;

  @Text({ max: 200, about: 'Why.' })
  note!: string;
}

/** Where a converted message comes from; written by the gateway alone. */
export class Source {
  @Text({ max: 64, about: 'Name of the format.' })
  format!: string;

  @Text({ max: 32, about: 'Version of the format.' })
  version!: string;

  @Sha256({ about: 'SHA-256 of the original (or of its part).' })
  originalSha256!: string;

  @Text({ max: 200, optional: true, about: 'JSON Pointer or XPath into the original.' })
  pointer?: string;

  @Int({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true, about: 'Line in the original, from 1.' })
  line?: number;

  @Text({ max: 128, optional: true, about: 'The partner mapping that was used.' })
  mappingId?: string;

  @Text({ max: 64, optional: true, about: 'IANA time zone that local times were read in.' })
  zone?: string;

  @ListOf(nested(() => Loss), { max: 200, about: 'Everything the conversion lost.' })
  losses!: Loss[];
}

/** A detached JWS over `contentHash`. */
export class Signature {
  @OneOf(['partner', 'officer'], { about: 'Whether the organisation or its officer signed.' })
  by!: 'partner' | 'officer';

  @Text({ max: 128, pattern: /^[-._~a-zA-Z0-9]+$/, about: 'Id of the key in the directory.' })
  kid!: string;

  @Text({ max: 1024, pattern: /^[-_A-Za-z0-9]+\.\.[-_A-Za-z0-9]+$/, about: 'Detached JWS (RFC 7515, appendix F).' })
  jws!: string;
}

/** What every message carries around its body. The hub adds nothing here that it learned itself, except `source`. */
export class Envelope<Body extends object = object> {
  @Text({ max: 64, pattern: /^[a-z][a-z-]*$/, about: 'Kind of message.' })
  kind!: string;

  @Int({ min: 1, max: 1000, about: 'Version of the kind.' })
  version!: number;

  @MessageId({ about: 'Derived from sender, kind and reference; may be omitted on input.' })
  messageId!: string;

  @PartnerId({ about: 'The partner that sends; may be omitted on input.' })
  sender!: string;

  @Nested(() => OnBehalfOf, { optional: true, about: 'For whom the sender acts.' })
  onBehalfOf?: OnBehalfOf;

  @Text({ max: 128, pattern: /^[-._:/a-zA-Z0-9]+$/, optional: true, about: 'The officer who acts.' })
  officer?: string;

  @Text({ max: 128, about: "The sender's own number, unique per sender and kind." })
  reference!: string;

  @Instant({ about: 'When it happened, by the sender.' })
  occurredAt!: string;

  @Nested(() => CaseReference, { optional: true, about: 'The case it belongs to.' })
  case?: CaseReference;

  @Nested(() => Audience, { about: 'Who is meant.' })
  audience!: Audience;

  @Nested(() => Handling, { about: 'What may be done with it.' })
  handling!: Handling;

  @Nested(() => NoNotice, { optional: true, about: 'Ban on telling the affected customer.' })
  noNotice?: NoNotice;

  @Text({ max: 35, pattern: /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/, about: 'BCP 47 tag of the texts.' })
  language!: string;

  @ListOf(messageId(), { max: 100, about: 'Messages that this one belongs with.' })
  correlates!: string[];

  @MessageId({ optional: true, about: 'The message that this one corrects.' })
  supersedes?: string;

  @Flag({ about: 'True in exercises only.' })
  exercise!: boolean;

  @Nested(() => Object, { about: "The kind's own fields." })
  body!: Body;

  @Nested(() => Source, { optional: true, about: 'Origin of a converted message; never accepted on input.' })
  source?: Source;

  @ListOf(nested(() => Signature), { max: 8, min: 1, optional: true, about: 'Detached signatures over contentHash.' })
  signatures?: Signature[];
}
