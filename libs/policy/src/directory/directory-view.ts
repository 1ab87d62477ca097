import type { OfficerV1, OrganisationV1 } from '@holdfast/contracts';

/** An officer as the directory states it: who, and the version in force. */
export interface OfficerInForce {
  id: string;
  officer: OfficerV1;
}

/** What policy must know of the directory, at one moment or at one index. */
export interface DirectoryView {
  organisation(id: string): OrganisationV1 | undefined;
  officers(partner: string): readonly OfficerInForce[];
}
