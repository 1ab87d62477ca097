import { Directory } from '@holdfast/bus';
import type { OrganisationV1, PublicJwk } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';
import { officerKey, signingKey } from './signing-key.js';

/** Who may take part now, by the directory as it stands; asked on every request, so a suspension counts at once. */
@Injectable()
export class Members {
  constructor(private readonly directory: Directory) {}

  /** The organisation, as long as it is verified. */
  verified(partner: string): OrganisationV1 | undefined {
    const organisation = this.directory.organisation(partner);
    return organisation?.status === 'VERIFIED' ? organisation : undefined;
  }

  /** Whether the caller's organisation takes part and the key that its token was given for still counts. */
  admits(caller: Caller): boolean {
    return this.key(caller, Date.now()) !== undefined;
  }

  /** The public key with which a system or an officer of a verified organisation may identify itself. */
  key({ partner, kid, officer }: Caller, nowMs: number): PublicJwk | undefined {
    const organisation = this.verified(partner);
    if (!organisation) return undefined;
    if (officer === undefined) return signingKey(organisation, kid, nowMs)?.jwk;
    const known = this.directory.officers(partner).find(({ id }) => id === officer);
    return known && officerKey(known.officer, kid, nowMs)?.jwk;
  }

  /** Called after each change of the directory. */
  onChange(listener: () => void): void {
    this.directory.onChange(listener);
  }
}
