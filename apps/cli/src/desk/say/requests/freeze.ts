import type { Address } from '@holdfast/contracts';
import type { Amount } from '../../values/amount-of.js';
import type { Authority } from './authority.js';
import { deskMessage } from '../head.js';
import { targetsOf } from './targets.js';

/** A freeze that holds no more than an amount, and ends by itself. */
export interface FreezeTerms {
  addresses: readonly Address[];
  cap: Amount;
  expiresAt: string;
  /** By when the legal document follows. */
  documentDueAt: string;
  /** Named exchanges; or whoever a lookup finds, out of the groups that are asked. */
  to: Recipients;
  priority: string;
  ground?: string;
  officer: string;
  at: Date;
  authority: Authority;
}

/** Who is asked: named partners, or those whom a lookup of the same agency names. */
export type Recipients = { partners: string[] } | { lookupId: string; groups: string[] };

/** The request for a hold. */
export function freezeMessage(terms: FreezeTerms): object {
  const { addresses, cap, expiresAt, documentDueAt, to, priority, ground, at, officer } = terms;
  const { caseNumber, ...stated } = terms.authority;
  const isNamed = 'partners' in to;
  const audience = isNamed ? { partners: to.partners } : { groups: to.groups };
  const reference = `freeze/${at.toISOString()}`;
  return deskMessage(
    { kind: 'enforcement-request', reference, audience, tlp: 'AMBER+STRICT', at, officer, caseNumber },
    {
      generation: 1,
      desiredStatus: 'SUBMITTED',
      requestType: 'FREEZE',
      priority,
      ...(ground === undefined ? {} : { emergencyGround: ground }),
      routing: isNamed ? { mode: 'DIRECT', to: to.partners } : { mode: 'AFTER_LOOKUP', lookupId: to.lookupId },
      targets: targetsOf(addresses),
      freeze: {
        scope: 'AMOUNT_LIMITED',
        cap,
        includeIncoming: true,
        blockTrading: false,
        expiresAt,
        legalDocumentDueAt: documentDueAt,
      },
      ...stated,
    },
  );
}
