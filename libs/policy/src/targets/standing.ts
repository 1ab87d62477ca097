import { EnforcementRequestV1, kindOf, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { audienceKeys, partnerKey } from '../audience-keys.js';
import type { Holds } from '../audience-keys.js';
import { narrow } from './narrow.js';
import type { Target } from './target.js';

/** How a recorded message stands: who may read it, and what narrows others that are about it. */
export interface Standing extends Target {
  /** Where it is recorded. */
  index: number;
}

/** How a message stands that is about no other: a gated one is its sender's alone until it is routed. */
export function standing(message: Envelope, index: number): Standing {
  const { kind, version, sender, body } = message;
  const gated = kindOf(kind, version)?.gated ?? true;
  const keys = gated ? [partnerKey(sender)] : audienceKeys(message);
  const requestType =
    kind === 'enforcement-request' ? { requestType: parse(EnforcementRequestV1, body).requestType } : {};
  return { index, sender, keys, bound: gated, gated, ...requestType };
}

/**
 * How a message stands that is about another: narrowed to whom that one reached. It is about what stands before it;
 * what comes later was not known to its sender.
 */
export function following(message: Envelope, index: number, about: Standing | undefined, holds: Holds): Standing {
  const target = about !== undefined && about.index < index ? about : undefined;
  const { keys } = narrow(message, target, holds);
  return { index, sender: message.sender, keys, bound: target?.bound ?? false, gated: false };
}
