import fc from 'fast-check';
import { TlogMalformed } from '../src/malformed.js';

/** Whether a reader either reads its input or says that it is malformed; nothing else may come of it. */
export function refusedOrRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    return error instanceof TlogMalformed;
  }
}

/** The same bytes but one, which is another. */
export function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8((copy.readUInt8(at % copy.length) + 1) % 256, at % copy.length);
  return copy;
}

/** Characters that the grammars know, and any code unit: half a surrogate pair too. */
const unit = fc.oneof(
  fc.constantFrom('\n', ' ', '—', '+', '=', '/', '0', 'A'),
  fc.nat(0xffff).map((code) => String.fromCharCode(code)),
);

/** Any text at all, and a good one with a part of it replaced. */
export const spoiled = (good: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit, maxLength: 30 }),
    fc
      .tuple(fc.nat(good.length), fc.nat(3), fc.string({ unit, maxLength: 4 }))
      .map(([at, cut, text]) => good.slice(0, at) + text + good.slice(at + cut)),
  );
