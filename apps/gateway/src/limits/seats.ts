import { RateExceeded } from '@holdfast/contracts';

const RETRY_AFTER_MS = 1_000;

/** How many long calls each partner has under way; nobody has more than the limit. */
export class Seats {
  private readonly taken = new Map<string, number>();

  constructor(private readonly perPartner: number) {}

  /** Does the work while holding a seat. Throws RateExceeded when the partner holds all of its own. */
  async during<T>(partner: string, work: () => Promise<T>): Promise<T> {
    const mine = this.taken.get(partner) ?? 0;
    if (mine >= this.perPartner) {
      throw new RateExceeded('Too many long calls at once', { limit: this.perPartner, retryAfterMs: RETRY_AFTER_MS });
    }
    this.taken.set(partner, mine + 1);
    try {
      return await work();
    } finally {
      this.leave(partner);
    }
  }

  private leave(partner: string): void {
    const left = (this.taken.get(partner) ?? 0) - 1;
    if (left > 0) this.taken.set(partner, left);
    else this.taken.delete(partner);
  }
}
