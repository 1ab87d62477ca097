import { decideAtOnce, decideDue } from '../src/requests/decide/decide.js';
import type { RequestState } from '../src/requests/state/request.js';
import { WorkingSet } from '../src/requests/store/working-set.js';
import type { Said } from '../src/fold/said.js';
import { example } from '../../../libs/contracts/test/examples.js';
import type { World } from './world.js';

/** The requests of a world in memory: what the desk decides comes back as it does over the ledger. */
export class Requests {
  readonly set = new WorkingSet();
  readonly decided: object[] = [];

  constructor(private readonly world: World) {}

  /** Takes up messages, and then what follows from them, until nothing more does. */
  take(...said: Said[]): this {
    for (const each of said) {
      this.set.take(each);
      this.settle(each.acceptedAt);
    }
    return this;
  }

  private settle(at: string): void {
    for (let fresh = this.fresh(this.set.changes().flatMap(decideAtOnce)); fresh.length > 0;) {
      this.decided.push(...fresh);
      for (const message of fresh) this.set.take(this.world.returned(message, at));
      fresh = this.fresh(this.set.changes().flatMap(decideAtOnce));
    }
  }

  /** What became due by a moment, and comes back recorded. */
  tick(now: string): object[] {
    const due = this.fresh(this.set.changes().flatMap((request) => decideDue(request, now, [])));
    this.decided.push(...due);
    for (const message of due) this.set.take(this.world.returned(message, now));
    this.settle(now);
    return due;
  }

  private fresh(messages: readonly object[]): object[] {
    const known = new Set(this.decided.map((each) => Object(each).reference));
    return messages.filter((each) => !known.has(Object(each).reference));
  }

  state(id: string): RequestState {
    const request = this.set.changes().find(({ state }) => state.id === id);
    if (!request) throw new Error(`There is no request ${id}`);
    return request.state;
  }
}

/** The body of a freeze of two exchanges that any of them may answer, as its first generation. */
export function freezeBody(change: object = {}): object {
  const { requestId: _first, ...body } = example('enforcement-request', 'full.v1').body;
  const targets = Object(body).targets.slice(0, 2);
  const { validatingAuthority: _none, ...legalBasis } = Object(body.legalBasis);
  return { ...body, generation: 1, targets, legalBasis, ...change };
}
