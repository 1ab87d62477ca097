import { RateExceeded } from '@holdfast/contracts';
import { Recent } from './recent.js';
import { TokenBucket } from './token-bucket.js';
import type { Rate } from './token-bucket.js';

const MAX_CALLERS = 10_000;

/** One rate for many callers, each on its own; memory is bounded by forgetting who has been away longest. */
export class RateLimit {
  private readonly buckets = new Recent<string, TokenBucket>(MAX_CALLERS);

  constructor(private readonly rate: Rate) {}

  /** Throws RateExceeded, which says when to come back. */
  take(caller: string, nowMs = performance.now()): void {
    const bucket = this.buckets.get(caller) ?? new TokenBucket(this.rate, nowMs);
    this.buckets.set(caller, bucket);
    const retryAfterMs = bucket.take(nowMs);
    if (retryAfterMs > 0) throw new RateExceeded('Too many requests', { retryAfterMs, ...this.rate });
  }
}
