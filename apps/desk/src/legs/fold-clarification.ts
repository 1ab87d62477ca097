import type { ClarificationV1 } from '@holdfast/contracts';
import { mayMove, move } from './leg.js';
import type { Leg } from './leg.js';
import { pause, resume, stopClocks } from './stop-clocks.js';

const ROUNDS = 2;

/** A question pauses the clock of the final answer, and no other; its answer lets it run on. At most two rounds. */
export function foldClarification(leg: Leg, { type, round }: ClarificationV1, at: string): Leg {
  return type === 'QUESTION' ? ask(leg, round, at) : reply(leg, at);
}

function ask(leg: Leg, round: number, at: string): Leg {
  const reviewed = move(leg, 'IN_REVIEW');
  if (round !== leg.rounds + 1 || round > ROUNDS || !mayMove(reviewed, 'CLARIFICATION')) return leg;
  const clocks = stopClocks(pause(leg.clocks, 'C4', at), ['C1', 'C2'], at);
  return { ...move(reviewed, 'CLARIFICATION'), rounds: round, clocks };
}

function reply(leg: Leg, at: string): Leg {
  if (leg.state !== 'CLARIFICATION') return leg;
  return { ...move(leg, 'IN_REVIEW'), clocks: resume(leg.clocks, 'C4', at) };
}
