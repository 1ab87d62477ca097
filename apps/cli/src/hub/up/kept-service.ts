import { setTimeout as delay } from 'node:timers/promises';
import type { Service } from '@holdfast/services';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** A service of ours that is started again, on its data and its port, whenever it dies, until it is stopped. */
export class KeptService<Kind extends Service> {
  #stopping = false;

  constructor(
    private readonly name: string,
    public current: Kind,
    private readonly again: () => Promise<Kind>,
    private readonly say: (line: string) => void,
  ) {
    void this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.current.stop();
  }

  async #watch(): Promise<void> {
    while (this.current.ended) {
      await this.current.ended;
      for (let pause = FIRST_PAUSE_MS; !this.#stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        this.say(`${this.name} ended; starting it again in ${pause} ms`);
        await delay(pause);
        const [started] = await Promise.allSettled([this.again()]);
        if (started.status === 'rejected') continue;
        this.current = started.value;
        break;
      }
      if (this.#stopping) {
        await this.current.stop();
        return;
      }
    }
  }
}
