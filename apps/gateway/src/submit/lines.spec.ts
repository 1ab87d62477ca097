import fc from 'fast-check';
import { bytesInUse } from '../../test/bytes-in-use.js';
import { LineSplitter } from './lines.js';
import type { Line } from './lines.js';

const MAX_BYTES = 8;

function linesOf(chunks: readonly Buffer[]): (string | undefined)[] {
  const splitter = new LineSplitter(MAX_BYTES);
  const lines: Line[] = [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1));
  return lines.map(({ bytes }) => bytes?.toString('latin1'));
}

it.each([
  ['', []],
  ['\n', ['']],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\n\nb', ['a', '', 'b']],
  ['a\r\nb\r\n', ['a\r', 'b\r']],
  ['12345678\n123456789\nb', ['12345678', undefined, 'b']],
  ['123456789', [undefined]],
])('cuts %j', (text, expected) => {
  expect(linesOf([Buffer.from(text)])).toEqual(expected);
});

it('gives the same lines wherever the chunks are cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '\0'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(80)), (text, cuts) => {
      const whole = Buffer.from(text);
      const edges = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).toSorted((a, b) => a - b), whole.length];
      const chunks = edges.slice(1).map((edge, at) => whole.subarray(edges[at], edge));
      expect(linesOf(chunks)).toEqual(linesOf([whole]));

      const plain = whole.toString('latin1').split('\n');
      if (plain.at(-1) === '') plain.pop();
      expect(linesOf(chunks)).toEqual(plain.map((line) => (line.length > MAX_BYTES ? undefined : line)));
    }),
  );
});

it('keeps nothing of a line that is too long, however long it is', () => {
  const splitter = new LineSplitter(MAX_BYTES);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const before = bytesInUse();
  for (let pushed = 0; pushed < 2000; pushed++) expect([...splitter.push(Buffer.from(chunk))]).toEqual([]);
  expect(bytesInUse() - before).toBeLessThan(8 * 1024 * 1024);
  expect([...splitter.push(Buffer.from('\nok\n'))]).toEqual([{ number: 1 }, { number: 2, bytes: Buffer.from('ok') }]);
});
