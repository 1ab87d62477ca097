import { Int, OneOf, Text } from '../../fields/decorators.js';
import { Sha256 } from '../../fields/identifiers.js';
import { DATA_CLASSES } from '../../message/handling.js';

/** Evidence by its hash; the bytes travel as a message of their own. */
export class Evidence {
  @Text({ max: 128, about: "The sender's id of the item." })
  evidenceId!: string;

  @Text({ max: 64, about: 'What it is.' })
  type!: string;

  @Sha256({ about: 'SHA-256 of the bytes.' })
  sha256!: string;

  @Text({ max: 127, about: 'Media type.' })
  mediaType!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Size in bytes.' })
  sizeBytes!: number;

  @OneOf(DATA_CLASSES, { about: 'Class of the data.' })
  dataClass!: string;
}
