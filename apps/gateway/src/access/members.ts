import { Directory } from '@holdfast/bus';
import type { OrganisationV1 } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';
import { signingKey } from './signing-key.js';

/** Who may take part now, by the directory as it stands; asked on every request, so a suspension counts at once. */
@Injectable()
export class Members {
  constructor(private readonly directory: Directory) {}

  /** The organisation, as long as it is verified. */
  verified(partner: string): OrganisationV1 | undefined {
    const organisation = this.directory.organisation(partner)?.organisation;
    return organisation?.status === 'VERIFIED' ? organisation : undefined;
  }

  /** Whether the caller's organisation takes part and still has the key that its token was given for. */
  admits({ partner, kid }: Caller): boolean {
    const organisation = this.verified(partner);
    return organisation !== undefined && signingKey(organisation, kid, Date.now()) !== undefined;
  }

  /** Called after each change of the directory. */
  onChange(listener: () => void): void {
    this.directory.onChange(listener);
  }
}
