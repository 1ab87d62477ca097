import { Int, Text } from '../../../fields/decorators.js';
import { Sha256 } from '../../../fields/identifiers.js';

/** Base64 of 512 KiB. */
const MAX_BASE64 = 699_052;

/** The bytes of an upload as a partner sent them, or one part of them. */
export class OriginalV1 {
  @Sha256({ about: 'SHA-256 of the whole upload.' })
  originalSha256!: string;

  @Text({ max: 64, about: 'Name of the format that it was read as.' })
  format!: string;

  @Text({ max: 127, about: 'Media type, as the partner gave it.' })
  mediaType!: string;

  @Int({ min: 1, max: 1_000_000, about: 'Number of this part, from 1.' })
  part!: number;

  @Int({ min: 1, max: 1_000_000, about: 'Number of parts.' })
  parts!: number;

  @Text({
    min: 4,
    max: MAX_BASE64,
    pattern: /^[A-Za-z0-9+/]+={0,2}$/,
    about: 'The bytes of this part, at most 512 KiB, in base64 (RFC 4648, section 4, padded).',
  })
  bytes!: string;
}
