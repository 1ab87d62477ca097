import { canonical, contentOf } from '@holdfast/contracts';
import type { Fault } from '@holdfast/contracts';
import type { Proposed } from '../admit/admission.js';

/** What an officer is asked to sign, and what would still keep the message out. */
export interface Proposal {
  line: number;
  /** Absent, like the next two, where the message cannot be read. */
  messageId?: string;
  /** SHA-256 of `canonical` in hex: this is what the signature covers. */
  contentHash?: string;
  /** RFC 8785 form of the message without signatures and source. */
  canonical?: string;
  /** What a conversion lost; a message in the hub's own form loses nothing. */
  losses: never[];
  faults: readonly Fault[];
}

export function proposalOf(line: number, { sealed, faults }: Proposed): Proposal {
  if (!sealed) return { line, losses: [], faults };
  const content = contentOf(sealed.envelope);
  return {
    line,
    messageId: content.messageId,
    contentHash: sealed.contentHash.toString('hex'),
    canonical: canonical(content),
    losses: [],
    faults,
  };
}
