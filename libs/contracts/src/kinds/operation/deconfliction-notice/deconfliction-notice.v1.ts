import { Flag, OneOf, Text } from '../../../fields/decorators.js';

/** Another agency has an interest in the same thing: that it has one, and nothing else, until both consent. */
export class DeconflictionNoticeV1 {
  @Text({
    max: 64,
    pattern: /^[-_A-Za-z0-9]{16,64}$/,
    about: 'Opaque id of the common interest; says nothing about what it is.',
  })
  interest!: string;

  @Flag({ about: 'True: another agency has that interest too.' })
  other!: boolean;

  @OneOf(['NONE', 'OFFERED', 'GIVEN', 'REFUSED'], { about: 'How far consent to name each other has come.' })
  consent!: string;
}
