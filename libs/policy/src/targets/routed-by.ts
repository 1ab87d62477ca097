import { HUB, parse, RoutingV1 } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { Standing } from './standing.js';

/** To whom a routing that counts gives its target; with `stops` nobody beside its sender has it any more. */
export interface Routed {
  stops: boolean;
  recipients: string[];
}

/**
 * What a message routes, undefined for nothing: only the hub routes, only what is gated, and only what stands before.
 * The target's sender and the hub see the routing itself, so they are never its recipients.
 */
export function routedBy(message: Envelope, index: number, target: Standing | undefined): Routed | undefined {
  if (message.kind !== 'routing' || message.sender !== HUB) return undefined;
  if (!target?.gated || target.index >= index) return undefined;
  const { action, recipients = [] } = parse(RoutingV1, message.body);
  const given = recipients.filter((partner) => partner !== target.sender && partner !== HUB);
  return { stops: action === 'STOP', recipients: given };
}
