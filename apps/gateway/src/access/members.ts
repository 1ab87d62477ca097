import { Directory } from '@holdfast/bus';
import { HUB } from '@holdfast/contracts';
import type { OrganisationV1, PublicJwk } from '@holdfast/contracts';
import { officerKey, systemKey } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';

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
    return this.key(caller, new Date().toISOString()) !== undefined;
  }

  /**
   * The public key with which a system or an officer of a verified organisation may identify itself at a moment. The
   * hub has no system: its people come in person, and its processes do not come through the door.
   */
  key({ partner, kid, officer }: Caller, at: string): PublicJwk | undefined {
    const organisation = this.verified(partner);
    if (!organisation) return undefined;
    if (officer === undefined) return partner === HUB ? undefined : systemKey(organisation, kid, at)?.jwk;
    const known = this.directory.officers(partner).find(({ id }) => id === officer);
    return known && officerKey(known.officer, kid, at)?.jwk;
  }

  /** Called after each change of the directory. */
  onChange(listener: () => void): void {
    this.directory.onChange(listener);
  }
}
