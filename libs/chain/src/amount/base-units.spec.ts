import { fromBaseUnits, isBaseUnits, toBaseUnits } from '@holdfast/chain';
import fc from 'fast-check';

const MAX = 10n ** 78n - 1n;
const amounts = fc.bigInt({ min: 0n, max: MAX }).map(String);
const scales = fc.integer({ min: 0, max: 36 });

it.each([
  ['48250.75', 6, '48250750000'],
  ['48250', 6, '48250000000'],
  ['0', 0, '0'],
  ['0', 36, '0'],
  ['0.000', 0, '0'],
  ['1', 0, '1'],
  [`0.${'0'.repeat(35)}1`, 36, '1'],
  ['48250.7500000000000', 6, '48250750000'],
  [String(MAX), 0, String(MAX)],
  [`${'9'.repeat(42)}.${'9'.repeat(36)}`, 36, String(MAX)],
])('reads %s at %i decimals as %s', (decimal, decimals, amountAtomic) => {
  expect(toBaseUnits(decimal, decimals)).toEqual({ ok: true, amountAtomic });
});

it.each([
  ['1.0000001', 6, 'TOO_PRECISE'],
  ['0.1', 0, 'TOO_PRECISE'],
  [`0.${'0'.repeat(36)}1`, 36, 'TOO_PRECISE'],
  [`1${'0'.repeat(78)}`, 0, 'OUT_OF_RANGE'],
  [`1${'0'.repeat(42)}`, 36, 'OUT_OF_RANGE'],
  [`1${'0'.repeat(100_000)}`, 0, 'OUT_OF_RANGE'],
  ['1', 37, 'DECIMALS'],
  ['1', -1, 'DECIMALS'],
  ['1', 1.5, 'DECIMALS'],
  ...['', '-1', '+1', '1.', '.5', '01', '1,5', '1e3', ' 1', '1\n', '0x1', '１', '1_000', 'NaN'].map(
    (text): [string, number, string] => [text, 6, 'MALFORMED'],
  ),
])('refuses %j at %d decimals as %s', (decimal, decimals, rule) => {
  expect(toBaseUnits(decimal, decimals)).toEqual({ ok: false, rule });
});

it('reads back every amount that it wrote, at every number of decimals', () => {
  fc.assert(
    fc.property(amounts, scales, (amountAtomic, decimals) => {
      expect(toBaseUnits(fromBaseUnits(amountAtomic, decimals) ?? '', decimals)).toEqual({ ok: true, amountAtomic });
    }),
  );
});

it('writes the value and no other: base units are the decimal times ten to the decimals', () => {
  fc.assert(
    fc.property(amounts, scales, (amountAtomic, decimals) => {
      const [whole = '', fraction = ''] = (fromBaseUnits(amountAtomic, decimals) ?? '').split('.');
      const value = BigInt(whole) * 10n ** BigInt(decimals);
      expect(value + BigInt(fraction.padEnd(decimals, '0') || '0')).toBe(BigInt(amountAtomic));
      expect(fraction).not.toMatch(/0$/);
    }),
  );
});

it.each([
  ['48250750000', 6, '48250.75'],
  ['0', 18, '0'],
  ['1', 18, '0.000000000000000001'],
  ['1000000', 6, '1'],
  ['100', 0, '100'],
])('writes %s at %i decimals as %s', (amountAtomic, decimals, decimal) => {
  expect(fromBaseUnits(amountAtomic, decimals)).toBe(decimal);
});

it.each(['', '-1', '01', '1.0', '1e3', String(MAX + 1n)])('takes %j for no amount in base units', (text) => {
  expect(isBaseUnits(text)).toBe(false);
  expect(fromBaseUnits(text, 6)).toBeUndefined();
});
