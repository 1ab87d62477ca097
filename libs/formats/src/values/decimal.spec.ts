import { fromBaseUnits } from '@holdfast/chain';
import { readAmount, readFloatAmount } from '@holdfast/formats';
import type { NumberDialect, NumberStyle } from '@holdfast/formats';
import fc from 'fast-check';

const POINT: NumberStyle = { decimalSign: '.', groupSign: ',' };
const COMMA: NumberStyle = { decimalSign: ',', groupSign: '.' };
const SPACE: NumberStyle = { decimalSign: ',', groupSign: '\u00a0' };
const PLAIN: NumberStyle = { decimalSign: '.' };
const either: NumberDialect = { styles: [POINT, COMMA] };

it.each<[string, NumberDialect, string]>([
  ['48250.75', { styles: [POINT] }, '48250750000'],
  ['48,250.75', { styles: [POINT] }, '48250750000'],
  ['48.250,75', { styles: [COMMA] }, '48250750000'],
  ['48\u00a0250,75', { styles: [SPACE] }, '48250750000'],
  ['48250.75', { styles: [PLAIN] }, '48250750000'],
  ['1,234', { styles: [POINT] }, '1234000000'],
  ['1,234', { styles: [COMMA] }, '1234000'],
  ['４８，２５０．７５', { styles: [POINT], fullWidth: true }, '48250750000'],
  ['48,250.75', { styles: [POINT], fullWidth: true }, '48250750000'],
  ['48,250.75', either, '48250750000'],
  ['48.250,75', either, '48250750000'],
  ['1,234,567', either, '1234567000000'],
  ['0,5', either, '500000'],
  ['0,500', either, '500000'],
  ['1234', either, '1234000000'],
  ['1.500000000', { styles: [POINT] }, '1500000'],
])('reads %s under %j as %s', (text, dialect, amountAtomic) => {
  expect(readAmount(text, 6, dialect)).toEqual({ ok: true, amountAtomic, decimals: 6, losses: [] });
});

it.each<[string, string, NumberDialect, string]>([
  ['what two styles read differently', '1,234', either, 'AMBIGUOUS'],
  ['what two styles read differently', '1.234', either, 'AMBIGUOUS'],
  ['what a second style reads too finely for the asset', '999.123', { styles: [COMMA, PLAIN] }, 'AMBIGUOUS'],
  ['a sign of another style', '48.250,75', { styles: [POINT] }, 'MALFORMED'],
  ['a sign of another style', '1,5', { styles: [PLAIN] }, 'MALFORMED'],
  ['a plain space where another is declared', '48 250,75', { styles: [SPACE] }, 'MALFORMED'],
  ['groups of two', '1,23,456', { styles: [POINT] }, 'MALFORMED'],
  ['a first group of four', '1234,567', { styles: [POINT] }, 'MALFORMED'],
  ['a group that starts with zero', '0,123', { styles: [POINT] }, 'MALFORMED'],
  ['groups in the fraction', '1.234,567', { styles: [POINT] }, 'MALFORMED'],
  ['two decimal signs', '1.2.3', { styles: [POINT] }, 'MALFORMED'],
  ['no digits', '', { styles: [POINT] }, 'MALFORMED'],
  ['a sign without digits', '.5', { styles: [POINT] }, 'MALFORMED'],
  ['a minus', '-1', { styles: [POINT] }, 'MALFORMED'],
  ['an exponent', '1e3', { styles: [POINT] }, 'MALFORMED'],
  ['a currency', '48,250.75 USDT', { styles: [POINT] }, 'MALFORMED'],
  ['full-width digits that are not declared', '４８', { styles: [POINT] }, 'MALFORMED'],
  ['a superscript, which is no digit', '5²', { styles: [POINT], fullWidth: true }, 'MALFORMED'],
  ['a leading zero', '007', { styles: [POINT] }, 'MALFORMED'],
  ['more digits than the asset has', '0.0000001', { styles: [POINT] }, 'TOO_PRECISE'],
  ['10^78 base units', `1${'0'.repeat(72)}`, { styles: [POINT] }, 'OUT_OF_RANGE'],
])('refuses %s: %j under %j as %s', (_, text, dialect, rule) => {
  expect(readAmount(text, 6, dialect)).toEqual({ ok: false, rule });
});

it.each([
  [48250.75, 6, '48250750000'],
  [0, 6, '0'],
  [-0, 6, '0'],
  [1e-7, 18, '100000000000'],
  [1.5e-7, 8, '15'],
  [1e21, 0, '1000000000000000000000'],
  [1.25e22, 2, '1250000000000000000000000'],
  [0.1, 1, '1'],
])('reads the float %d at %i decimals as %s, and says that it was one', (value, decimals, amountAtomic) => {
  const losses = [{ path: '/amount', kind: 'FLOAT_SOURCE', note: expect.any(String) }];
  expect(readFloatAmount(value, decimals, '/amount')).toEqual({ ok: true, amountAtomic, decimals, losses });
});

it.each([
  [0.1 + 0.2, 6, 'TOO_PRECISE'],
  [1e-7, 6, 'TOO_PRECISE'],
  [1e78, 0, 'OUT_OF_RANGE'],
  [Number.MAX_VALUE, 0, 'OUT_OF_RANGE'],
  [-1, 6, 'MALFORMED'],
  [-1e-7, 8, 'MALFORMED'],
  [Number.NaN, 6, 'MALFORMED'],
  [Number.POSITIVE_INFINITY, 6, 'MALFORMED'],
  [1, 37, 'DECIMALS'],
])('refuses the float %d at %i decimals as %s', (value, decimals, rule) => {
  expect(readFloatAmount(value, decimals, '/amount')).toEqual({ ok: false, rule });
});

const amounts = fc.bigInt({ min: 0n, max: 10n ** 78n - 1n }).map(String);
const scales = fc.integer({ min: 0, max: 36 });

it('reads every amount back exactly, in every style, grouped or not, narrow or full-width', () => {
  const styles = fc.constantFrom(POINT, COMMA, SPACE, PLAIN);
  fc.assert(
    fc.property(amounts, scales, styles, fc.boolean(), (amountAtomic, decimals, style, fullWidth) => {
      const text = written(fromBaseUnits(amountAtomic, decimals) ?? '', style);
      const shown = fullWidth ? text.replaceAll(/[0-9.,]/g, wide) : text;
      const expected = { ok: true, amountAtomic, decimals, losses: [] };
      expect(readAmount(shown, decimals, { styles: [style], fullWidth })).toEqual(expected);
    }),
  );
});

it('reads every whole float that JavaScript holds exactly as the integer it is', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(readFloatAmount(value, 0, '')).toMatchObject({ ok: true, amountAtomic: String(value) });
    }),
  );
});

it('reads every float as the decimal that is this float again', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e40, noNaN: true }), (value) => {
      const reading = readFloatAmount(value, 36, '');
      expect(Number(reading.ok ? fromBaseUnits(reading.amountAtomic, 36) : Number.NaN)).toBe(value);
    }),
  );
});

function written(decimal: string, { decimalSign, groupSign }: NumberStyle): string {
  const [whole = '', ...fraction] = decimal.split('.');
  return [whole.replaceAll(/(?<=[0-9])(?=([0-9]{3})+$)/g, groupSign ?? ''), ...fraction].join(decimalSign);
}

function wide(char: string): string {
  return String.fromCharCode(char.charCodeAt(0) + 0xfee0);
}
