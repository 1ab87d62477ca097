/** How a simulated exchange takes what it is asked. */
export const BEHAVIOURS = ['prompt', 'slow', 'silent', 'wrong', 'refusing', 'offline'] as const;

export type Behaviour = (typeof BEHAVIOURS)[number];

/** One exchange after another behaves like this, then again from the beginning: most promptly, each way somewhere. */
const MIXTURE: readonly Behaviour[] = [
  'prompt',
  'prompt',
  'prompt',
  'slow',
  'wrong',
  'prompt',
  'offline',
  'prompt',
  'refusing',
  'prompt',
  'silent',
  'prompt',
];

const SLOW_MS = 30_000;

/** How long an exchange thinks before it answers. */
export const delayOf = (behaviour: Behaviour): number => (behaviour === 'slow' ? SLOW_MS : 0);

/** The behaviour of the exchange at this place among all. */
export const behaviourAt = (at: number): Behaviour => MIXTURE[at % MIXTURE.length] ?? 'prompt';
