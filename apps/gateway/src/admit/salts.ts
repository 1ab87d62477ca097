import { randomFillSync } from 'node:crypto';

const SALT_BYTES = 32;
const POOL_BYTES = 256 * SALT_BYTES;

/** Random salts of 32 bytes, drawn from the system in pools; no salt is handed out twice. */
export class Salts {
  private pool = Buffer.alloc(0);
  private used = 0;

  next(): Buffer {
    if (this.used === this.pool.length) {
      this.pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES));
      this.used = 0;
    }
    return this.pool.subarray(this.used, (this.used += SALT_BYTES));
  }
}
