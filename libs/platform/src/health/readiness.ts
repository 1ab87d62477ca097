/** A condition without which a process cannot do its work. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** Whether this process can do its work now, and if not, what is missing. */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  /** Set when the process begins to stop: from then on it is not ready, whatever the checks say. */
  stopping = false;

  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** The names of the conditions that do not hold. */
  async missing(): Promise<string[]> {
    if (this.stopping) return ['stopping'];
    const names = [...this.#checks].map(async ([name, check]) => ((await holds(check)) ? [] : [name]));
    return (await Promise.all(names)).flat();
  }
}

async function holds(check: ReadinessCheck): Promise<boolean> {
  const [result] = await Promise.allSettled([Promise.resolve().then(check)]);
  return result.status === 'fulfilled' && result.value;
}
