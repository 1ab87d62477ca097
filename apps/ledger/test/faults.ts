import type { Publisher } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import type { TileFiles } from '../src/tree/tiles/tile-files.js';

/** Where a ledger can be cut off: a statement by how it begins, a topic that it publishes to, a tile, the commit. */
export interface Cut {
  step: string;
  when: 'before' | 'after';
}

class CutOff extends Error {
  override readonly name = 'CutOff';
}

/**
 * Cuts a ledger off at one step, before or after that step persists: from then on nothing that it does reaches
 * anything, as if its process had been killed there.
 */
export class Faults {
  readonly fired: Promise<void>;
  #fire: () => void = () => undefined;
  #cut: Cut | undefined;
  #isDead = false;

  constructor() {
    this.fired = new Promise((resolve) => {
      this.#fire = resolve;
    });
  }

  arm(cut: Cut): void {
    this.#cut = cut;
  }

  async around<T>(step: string, work: () => Promise<T>): Promise<T> {
    this.#before(step);
    const result = await work();
    if (this.#cut?.step === step && this.#cut.when === 'after') this.#die();
    return result;
  }

  publisher(real: Publisher): Publisher {
    return wrapped(real, {
      publish: (records: Parameters<Publisher['publish']>[0]) =>
        this.around(`publish ${records[0]?.topic}`, () => real.publish(records)),
    });
  }

  files(real: TileFiles): TileFiles {
    return wrapped(real, {
      writeTile: (...args: Parameters<TileFiles['writeTile']>) => this.around('tile', () => real.writeTile(...args)),
    });
  }

  database(real: DataSource): DataSource {
    return wrapped(real, {
      query: (sql: string, values?: unknown[]) => this.around(stepOf(sql), () => real.query(sql, values)),
      createQueryRunner: () => this.#runner(real),
    });
  }

  #runner(real: DataSource) {
    const runner = real.createQueryRunner();
    return wrapped(runner, {
      connect: async () => this.#client(await runner.connect()),
      commitTransaction: () => this.around('commit', () => runner.commitTransaction()),
    });
  }

  /** Statements on the connection itself are cut before they are sent: after one means before the next. */
  #client(real: { query: (...args: unknown[]) => unknown }) {
    return wrapped(real, {
      query: (...args: unknown[]) => {
        const { text, copyText = text } = Object(args[0]);
        this.#before(stepOf(String(copyText ?? args[0])));
        return real.query(...args);
      },
    });
  }

  #before(step: string): void {
    if (this.#cut?.step === step && this.#cut.when === 'before') this.#die();
    if (this.#isDead) throw new CutOff(step);
  }

  #die(): never {
    this.#isDead = true;
    this.#fire();
    throw new CutOff('Here it ends');
  }
}

/** The first words of a statement, without the fields. */
const stepOf = (sql: string): string => sql.trim().split(/\s+/).slice(0, 4).join(' ').replace(/ \(.*/, '');

/** The real thing with some of its methods replaced; the others stay bound to it. */
function wrapped<T extends object>(real: T, replaced: object): T {
  return new Proxy(real, {
    get(target, name) {
      if (name in replaced) return Reflect.get(replaced, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
