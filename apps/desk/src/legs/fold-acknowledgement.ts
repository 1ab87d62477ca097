import type { AcknowledgementV1 } from '@holdfast/contracts';
import { move } from './leg.js';
import type { Leg } from './leg.js';
import { stopClocks } from './stop-clocks.js';

/** The request came to the recipient's system, or to a person there: each stops what waited for it. */
export function foldAcknowledgement(leg: Leg, { level }: AcknowledgementV1, at: string): Leg {
  switch (level) {
    case 'DELIVERED':
      return { ...move(leg, 'DELIVERED'), clocks: stopClocks(leg.clocks, ['C1'], at) };
    case 'HUMAN':
      return { ...move(leg, 'ACKNOWLEDGED'), clocks: stopClocks(leg.clocks, ['C1', 'C2'], at) };
    default:
      return leg;
  }
}

/** The requester has the whole package, or says of an answer without one that it has read it. */
export function foldReceipt(leg: Leg, at: string): Leg {
  return { ...move(leg, 'COMPLETED'), clocks: stopClocks(leg.clocks, ['C8'], at) };
}
