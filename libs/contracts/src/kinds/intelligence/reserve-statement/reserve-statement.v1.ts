import { Instant, ListOf, Nested, Text } from '../../../fields/decorators.js';
import { CountryCode } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';
import { Address } from '../../shapes/address.js';
import { ControlProof } from '../../shapes/control-proof.js';

/** An address that a state holds assets at. */
export class ReserveAddress {
  @Nested(() => Address, { about: 'The address.' })
  address!: Address;

  @Nested(() => ControlProof, { optional: true, about: 'Proof that the holder controls it.' })
  proof?: ControlProof;
}

/** A state body says at which addresses it holds assets, so that nobody takes them for a suspect's. */
export class ReserveStatementV1 {
  @CountryCode({ about: 'Jurisdiction, ISO 3166-1.' })
  jurisdiction!: string;

  @Text({ max: 256, about: 'The body that holds the assets.' })
  holder!: string;

  @ListOf(nested(() => ReserveAddress), { min: 1, max: 500, about: 'The addresses.' })
  addresses!: ReserveAddress[];

  @Instant({ about: 'The moment that the statement is true of.' })
  asOf!: string;

  @Text({ max: 500, about: 'Statute and article under which the assets are held.' })
  legalBasis!: string;
}
