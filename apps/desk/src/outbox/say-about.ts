import type { Envelope } from '@holdfast/contracts';
import type { HubMessage } from '../fold/desk-part.js';

/** What the hub says, to whom, and since when it is so. */
interface About {
  kind: string;
  reference: string;
  at: string;
  to: readonly string[];
  body: object;
}

/** A word of the hub about another message: handled as that one is, and an exercise where that is. */
export function sayAbout({ handling, exercise }: Envelope, { kind, reference, at, to, body }: About): HubMessage {
  return {
    kind,
    version: 1,
    reference,
    occurredAt: at,
    audience: { partners: to },
    handling,
    language: 'en',
    correlates: [],
    exercise,
    body,
  };
}
