import { setTimeout } from 'node:timers/promises';

/** A condition without which a process cannot do its work. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** Whether this process can do its work now, and if not, what is missing. */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  /** Set when the process begins to stop: from then on it is not ready, whatever the checks say. */
  stopping = false;

  /** A check that has not answered after `answerMs` does not hold: who asks must not wait for what hangs. */
  constructor(private readonly answerMs = 2_000) {}

  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** The names of the conditions that do not hold. */
  async missing(): Promise<string[]> {
    if (this.stopping) return ['stopping'];
    const names = [...this.#checks].map(async ([name, check]) => ((await this.#holds(check)) ? [] : [name]));
    return (await Promise.all(names)).flat();
  }

  async #holds(check: ReadinessCheck): Promise<boolean> {
    const answered = new AbortController();
    try {
      return await Promise.race([check(), setTimeout(this.answerMs, false, { signal: answered.signal })]);
    } catch {
      return false;
    } finally {
      answered.abort();
    }
  }
}
