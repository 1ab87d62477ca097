const AT_ONCE = 100;
const MOST_ROUNDS = 20;

/** What a limit let in and what it turned away, and how long it had to refill meanwhile. */
export interface Flood {
  letIn: Response[];
  limited: Response[];
  seconds: number;
}

/**
 * Makes a call a hundred times at once, and again while none was turned away: on a slow machine a hundred calls may
 * take so long that the limit refills as fast.
 */
export async function flood(call: () => Promise<Response>): Promise<Flood> {
  const begun = performance.now();
  const isLimited = ({ status }: Response) => status === 429;
  const responses: Response[] = [];
  for (let round = 0; round < MOST_ROUNDS && !responses.some(isLimited); round++) {
    responses.push(...(await Promise.all(Array.from({ length: AT_ONCE }, call))));
  }
  const seconds = (performance.now() - begun) / 1000;
  const limited = responses.filter(isLimited);
  return { letIn: responses.filter((response) => !isLimited(response)), limited, seconds };
}
