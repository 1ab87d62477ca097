/** A line of an upload, counted from 1. Without bytes it was longer than allowed and has been skipped to its end. */
export interface Line {
  number: number;
  bytes?: Buffer;
}

const LF = 0x0a;
const WHITE_SPACE = new Set([0x20, 0x09, 0x0d]);
const NOTHING = Buffer.alloc(0);

/** Nothing but white space: such a line is counted and says nothing. */
export function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => WHITE_SPACE.has(byte));
}

/**
 * Cuts a stream of bytes into lines and keeps no more than one unfinished line: the same lines come out wherever the
 * chunks are cut, and a line beyond `maxBytes` costs no memory.
 */
export class LineSplitter {
  private kept = NOTHING;
  private keptBytes = 0;
  private isTooLong = false;
  private count = 0;

  constructor(private readonly maxBytes: number) {}

  /** The lines that end in this chunk; their bytes are valid until the next chunk. */
  *push(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      yield this.finish(chunk.subarray(start, end));
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  /** The last line, when the stream did not end with a line end. */
  *end(): Generator<Line> {
    if (this.keptBytes > 0 || this.isTooLong) yield this.finish(NOTHING);
  }

  private finish(rest: Buffer): Line {
    const number = ++this.count;
    const bytes = this.keptBytes > 0 ? Buffer.concat([this.kept.subarray(0, this.keptBytes), rest]) : rest;
    const fits = !this.isTooLong && bytes.length <= this.maxBytes;
    this.keptBytes = 0;
    this.isTooLong = false;
    return fits ? { number, bytes } : { number };
  }

  private keep(rest: Buffer): void {
    const bytes = this.keptBytes + rest.length;
    this.isTooLong ||= bytes > this.maxBytes;
    if (this.isTooLong) {
      this.kept = NOTHING;
      this.keptBytes = 0;
      return;
    }
    if (bytes > this.kept.length) this.grow(bytes);
    rest.copy(this.kept, this.keptBytes);
    this.keptBytes = bytes;
  }

  /** Doubles, so that a line that comes byte by byte is not copied byte by byte. */
  private grow(bytes: number): void {
    const larger = Buffer.allocUnsafe(Math.min(this.maxBytes, Math.max(bytes, 2 * this.kept.length)));
    this.kept.copy(larger, 0, 0, this.keptBytes);
    this.kept = larger;
  }
}
