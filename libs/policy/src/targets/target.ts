import { HUB } from '@holdfast/contracts';
import { partnerKey, partnersOf } from '../audience-keys.js';

/** A message that another one is about, as policy sees it. */
export interface Target {
  sender: string;
  /** The keys under which it can be read; of a gated one its sender and all it was ever routed to. */
  keys: readonly string[];
  /** Gated, or about what is: only those who may see it may see what is about it. */
  bound: boolean;
  /** Waits for a routing itself. */
  gated: boolean;
  /** Of a request: what is asked. */
  requestType?: string;
}

/** Whether it can be read by anybody beside its sender. */
export const reachesOthers = ({ sender, keys }: Target): boolean => keys.some((key) => key !== partnerKey(sender));

/** Its sender and its recipients, and the hub, which sees to every one of them. */
export const partiesOf = ({ sender, keys }: Target): string[] => [...new Set([sender, ...partnersOf(keys), HUB])];
