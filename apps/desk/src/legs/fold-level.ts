import type { SlaEventV1 } from '@holdfast/contracts';
import { LEVELS } from '../clocks/clock.js';
import type { Level } from '../clocks/clock.js';
import { namesOf } from './stop-clocks.js';
import { isOpen, move } from './leg.js';
import type { Leg } from './leg.js';

/** What the hub said of a clock came back recorded. A lookup that nobody answered in time is over for this leg. */
export function foldLevel(leg: Leg, { clock: name, level }: SlaEventV1): Leg {
  const own = namesOf(leg.clocks).find((each) => each === name);
  const clock = own && leg.clocks[own];
  if (!own || !clock || !isLevel(level) || clock.said.includes(level)) return leg;
  const clocks = { ...leg.clocks, [own]: { ...clock, said: [...clock.said, level] } };
  const isUnanswered = name === 'C3b' && level === 'BREACH' && isOpen(leg);
  return isUnanswered ? move({ ...leg, clocks }, 'EXPIRED') : { ...leg, clocks };
}

const isLevel = (level: string): level is Level => LEVELS.some((each) => each === level);
