import fc from 'fast-check';
import { copyBinary, int2, int8, timestamp, uuid } from './copy-binary.js';

it('writes eight-byte integers as PostgreSQL reads them, over the whole range of exact numbers', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => expect(int8(value).readBigInt64BE()).toBe(BigInt(value))));
});

it('writes times in microseconds since 2000 and ids as their sixteen bytes', () => {
  expect(timestamp('2000-01-01T00:00:01.500Z').readBigInt64BE()).toBe(1_500_000n);
  expect(uuid('8a6f1c3e-52b7-8d10-9c44-1f2e3d4c5b6a').toString('hex')).toBe('8a6f1c3e52b78d109c441f2e3d4c5b6a');
});

it('writes each row with its field count, its lengths and null as -1, between signature and trailer', () => {
  const copy = copyBinary([[int2(7), undefined]]);
  expect(copy.toString('latin1', 0, 11)).toBe('PGCOPY\n\u00ff\r\n\0');
  expect(copy.subarray(19).toString('hex')).toBe('0002000000020007ffffffffffff');
});
