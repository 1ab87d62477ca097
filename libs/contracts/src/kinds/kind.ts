import type { Fault } from '../errors/message-rejected.js';
import type { Shape } from '../fields/registry.js';
import type { Envelope } from '../message/envelope.js';

/** One version of a kind of message: its body, its rules, its topic and who says it, declared once. */
export interface Kind {
  name: string;
  version: number;
  /** Plural of the name, as it stands in the topic. */
  plural: string;
  /** What a message of this kind says, in one sentence for the published documents. */
  about: string;
  body: Shape;
  /** Types of organisation that publish it. */
  publishers: readonly string[];
  /** Processes of the hub that say it; then nobody else does, and it never comes through the door. */
  processes?: readonly string[];
  /** How many officers of the sender sign the message itself; absent: a system speaks, nobody needs to. */
  officers?(envelope: Envelope): number;
  /** Roles of which the officer who acts must hold one; absent: any. */
  roles?: readonly string[];
  /** Takes effect only with a second officer's approval, or a second signature; the ledger judges the pair. */
  paired?: boolean;
  /** The process of the hub that says this message by itself, where it needs no person; then nobody else does. */
  machine?(envelope: Envelope): string | undefined;
  /** The partner whose officer must validate it, where its legal basis names one. */
  validatedBy?(envelope: Envelope): string | undefined;
  /** Largest canonical form of the whole message; absent: 256 KiB. */
  maxBytes?: number;
  /** Gated kinds reach their recipients only after a routing. */
  gated: boolean;
  /** Rules that one field alone cannot state; each fault names its place and rule. */
  rules(envelope: Envelope): Fault[];
  /** For directory kinds: the id of the object that this message is the latest version of. */
  directoryKey?(envelope: Envelope): string;
  /** The id of the message that this one is about, when it is about one. */
  target?(envelope: Envelope): string | undefined;
  /** The same statement as the next version of the kind says it; never changes what was recorded. */
  upcast?(body: object): object;
}

/** A kind as it is written: its functions see its own body. */
type Declared<Body extends object> = Omit<
  Kind,
  'body' | 'officers' | 'machine' | 'validatedBy' | 'rules' | 'directoryKey' | 'target' | 'upcast'
> & {
  body: Shape<Body>;
  officers?(envelope: Envelope<Body>): number;
  machine?(envelope: Envelope<Body>): string | undefined;
  validatedBy?(envelope: Envelope<Body>): string | undefined;
  rules(envelope: Envelope<Body>): Fault[];
  directoryKey?(envelope: Envelope<Body>): string;
  target?(envelope: Envelope<Body>): string | undefined;
  upcast?(body: Body): object;
};

/** Lets a kind write its rules over its own body; the envelope was validated against that body before. */
export function kind<Body extends object>(declared: Declared<Body>): Kind {
  return declared;
}
