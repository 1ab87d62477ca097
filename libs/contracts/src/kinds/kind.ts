import type { Fault } from '../errors/message-rejected.js';
import type { Shape } from '../fields/registry.js';
import type { Envelope } from '../message/envelope.js';

/** One kind of message: its body, its rules and its topic, declared once. */
export interface Kind {
  name: string;
  version: number;
  /** Plural of the name, as it stands in the topic. */
  plural: string;
  body: Shape;
  /** Rules that one field alone cannot state; each fault names its place and rule. */
  rules(envelope: Envelope): Fault[];
  /** Gated kinds reach their recipients only after a routing. */
  gated: boolean;
  /** For directory kinds: the id of the object that this message is the latest version of. */
  directoryKey?(envelope: Envelope): string;
}

/** Lets a kind write its rules over its own body; the envelope was validated against that body before. */
export function kind<Body extends object>(
  declared: Omit<Kind, 'rules' | 'directoryKey' | 'body'> & {
    body: Shape<Body>;
    rules(envelope: Envelope<Body>): Fault[];
    directoryKey?(envelope: Envelope<Body>): string;
  },
): Kind {
  return declared;
}
