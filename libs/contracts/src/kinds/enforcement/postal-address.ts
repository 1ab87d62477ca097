import { ListOf, OneOf, Text } from '../../fields/decorators.js';
import { CountryCode } from '../../fields/identifiers.js';
import { text } from '../../fields/values.js';

/** Where a person may be reached (IVMS101 `Address`). */
export class PostalAddress {
  @OneOf(['HOME', 'BIZZ', 'GEOG'], { about: 'Residence, business, or geographic address.' })
  addressType!: string;

  @Text({ max: 50, optional: true, about: 'Division of an organisation or building.' })
  department?: string;

  @Text({ max: 70, optional: true, about: 'Part of that division.' })
  subDepartment?: string;

  @Text({ max: 70, optional: true, about: 'Street.' })
  streetName?: string;

  @Text({ max: 16, optional: true, about: 'Number of the building.' })
  buildingNumber?: string;

  @Text({ max: 35, optional: true, about: 'Name of the building.' })
  buildingName?: string;

  @Text({ max: 70, optional: true, about: 'Floor.' })
  floor?: string;

  @Text({ max: 16, optional: true, about: 'Post box.' })
  postBox?: string;

  @Text({ max: 70, optional: true, about: 'Room.' })
  room?: string;

  @Text({ max: 16, optional: true, about: 'Post code.' })
  postCode?: string;

  @Text({ max: 35, optional: true, about: 'Town.' })
  townName?: string;

  @Text({ max: 35, optional: true, about: 'Place in the town.' })
  townLocationName?: string;

  @Text({ max: 35, optional: true, about: 'District.' })
  districtName?: string;

  @Text({ max: 35, optional: true, about: 'State, province or region.' })
  countrySubDivision?: string;

  @ListOf(text({ max: 70 }), { min: 1, max: 7, optional: true, about: 'The address in lines, as the post writes it.' })
  addressLine?: string[];

  @CountryCode({ about: 'Country; XX where it is unknown.' })
  country!: string;
}
