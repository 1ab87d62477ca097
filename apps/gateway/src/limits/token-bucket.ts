/** How often something may happen: `perSecond` in the long run, `burst` at once. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/** A token bucket; time is given to it, in milliseconds. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly rate: Rate,
    private filledAtMs: number,
  ) {
    this.tokens = rate.burst;
  }

  /** Takes one token and returns 0, or takes none and returns how long to wait for the next. */
  take(nowMs: number): number {
    const { perSecond, burst } = this.rate;
    const elapsedMs = Math.max(0, nowMs - this.filledAtMs);
    this.tokens = Math.min(burst, this.tokens + (elapsedMs / 1000) * perSecond);
    this.filledAtMs = nowMs;
    if (this.tokens < 1) return Math.ceil(((1 - this.tokens) / perSecond) * 1000);
    this.tokens--;
    return 0;
  }
}
