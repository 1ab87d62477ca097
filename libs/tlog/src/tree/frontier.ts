import { EMPTY_ROOT, foldRight, nodeHash } from './hash.js';
import { isSize } from './size.js';

/** A tree as its compact range: one hash for each perfect subtree, the largest first. Immutable. */
export class Frontier {
  static readonly empty = new Frontier(0, []);

  private constructor(
    readonly size: number,
    readonly hashes: readonly Buffer[],
  ) {}

  /** Throws RangeError when a tree of this size has another number of perfect subtrees. */
  static of(size: number, hashes: readonly Buffer[]): Frontier {
    if (!isSize(size)) throw new RangeError('The size of a tree is a whole number');
    if (hashes.length !== onesIn(size)) throw new RangeError(`A tree of ${size} entries has ${onesIn(size)} subtrees`);
    return new Frontier(size, [...hashes]);
  }

  append(leafHashes: readonly Buffer[]): Frontier {
    const hashes = [...this.hashes];
    let { size } = this;
    for (const leaf of leafHashes) {
      let hash = leaf;
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        const left = hashes.pop();
        if (left) hash = nodeHash(left, hash);
      }
      hashes.push(hash);
      size++;
    }
    return new Frontier(size, hashes);
  }

  root(): Buffer {
    return this.size === 0 ? EMPTY_ROOT : foldRight(this.hashes);
  }
}

/** Sizes go up to 2^53: the bit operators would cut them at 2^32. */
function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
