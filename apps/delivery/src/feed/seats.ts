import { RateExceeded } from '@holdfast/contracts';

const RETRY_AFTER_MS = 5000;

/** How many streams each partner holds; nobody takes more than the limit. */
export class Seats {
  private readonly taken = new Map<string, number>();

  constructor(private readonly perPartner: number) {}

  /** Takes a seat and returns how to leave it. Throws RateExceeded when the partner holds all of its own. */
  take(partner: string): () => void {
    const mine = this.taken.get(partner) ?? 0;
    if (mine >= this.perPartner) {
      throw new RateExceeded('Too many open streams', { limit: this.perPartner, retryAfterMs: RETRY_AFTER_MS });
    }
    this.taken.set(partner, mine + 1);
    return () => this.leave(partner);
  }

  private leave(partner: string): void {
    const left = (this.taken.get(partner) ?? 0) - 1;
    if (left > 0) this.taken.set(partner, left);
    else this.taken.delete(partner);
  }
}
