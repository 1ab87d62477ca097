import type { EntityManager } from 'typeorm';
import type { Said } from './said.js';

/** What the hub is to say: a message without its sender, its id and its signatures. */
export type HubMessage = object;

/** The moment of a decision. */
export interface Now {
  /** Time of the last tick: everything accepted before it was folded. Absent until the first. */
  tick?: string;
  /** Times of all ticks since the last decision, in the order in which they came, after the last one before them. */
  ticks: readonly string[];
}

/**
 * A part of what is true now, in its own tables. Only `fold` changes it; what it returns, like what is due, is said
 * through the outbox and changes the state when it comes back recorded. Every field of a message follows from entries
 * and due times, never from the tick, so that to decide it again is to say it again.
 */
export interface DeskPart {
  /** Takes up messages in the order of their indexes; returns what follows from them at once. */
  fold(manager: EntityManager, said: readonly Said[]): Promise<HubMessage[]>;
  /** What has become due since: nothing of it is said twice, nothing that a pending outage may excuse is said. */
  due(manager: EntityManager, now: Now): Promise<HubMessage[]>;
  /** Forgets what rests on the messages of these entries. */
  erase(manager: EntityManager, indexes: readonly number[]): Promise<void>;
}
