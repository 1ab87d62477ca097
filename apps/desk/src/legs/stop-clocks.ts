import { pauseClock, resumeClock, startClock, stopClock } from '../clocks/clock.js';
import type { Clock, ClockName, ClockTerms } from '../clocks/clock.js';

type Clocks = Partial<Record<ClockName, Clock>>;

/** These clocks stop at a moment; one that has stopped before stays as it is. */
export function stopClocks(clocks: Clocks, names: readonly ClockName[], at: string): Clocks {
  return changed(clocks, names, (clock) => stopClock(clock, at));
}

/** All of them stop: nothing is owed any more. */
export const stopAll = (clocks: Clocks, at: string): Clocks => stopClocks(clocks, namesOf(clocks), at);

export const pause = (clocks: Clocks, name: ClockName, at: string): Clocks =>
  changed(clocks, [name], (clock) => pauseClock(clock, at));

export const resume = (clocks: Clocks, name: ClockName, at: string): Clocks =>
  changed(clocks, [name], (clock) => resumeClock(clock, at));

/** Starts a clock that runs on from something that happened later. */
export const begin = (clocks: Clocks, name: ClockName, terms: ClockTerms): Clocks =>
  clocks[name] ? clocks : { ...clocks, [name]: startClock(name, terms) };

function changed(clocks: Clocks, names: readonly ClockName[], change: (clock: Clock) => Clock): Clocks {
  return names.reduce((all, name) => {
    const clock = all[name];
    return clock ? { ...all, [name]: change(clock) } : all;
  }, clocks);
}

export const namesOf = (clocks: Clocks): ClockName[] => Object.keys(clocks).filter((name) => isClockName(name));

const isClockName = (name: string): name is ClockName => /^C\d+b?$/.test(name);
