import type { Address } from '@holdfast/contracts';
import type { Authority } from './authority.js';
import { deskMessage } from '../head.js';
import { targetsOf } from './targets.js';

const MAX_TARGETS = 500;

/** A lookup: which addresses, in which groups, by what right. */
export interface Lookup {
  addresses: readonly Address[];
  groups: string[];
  officer: string;
  at: Date;
  authority: Authority;
}

/** The requests that ask about these addresses, at most 500 in each. */
export function lookupMessages({ addresses, groups, at, officer, authority }: Lookup): object[] {
  const { caseNumber, ...stated } = authority;
  const parts = Array.from({ length: Math.ceil(addresses.length / MAX_TARGETS) }, (_, part) =>
    addresses.slice(part * MAX_TARGETS, (part + 1) * MAX_TARGETS),
  );
  return parts.map((part, number) =>
    deskMessage(
      {
        kind: 'enforcement-request',
        reference: `lookup/${at.toISOString()}/${number + 1}`,
        audience: { groups },
        tlp: 'AMBER+STRICT',
        at,
        officer,
        caseNumber,
      },
      {
        generation: 1,
        desiredStatus: 'SUBMITTED',
        requestType: 'ATTRIBUTION_LOOKUP',
        priority: 'ROUTINE',
        routing: { mode: 'BROADCAST' },
        targets: targetsOf(part),
        ...stated,
      },
    ),
  );
}
