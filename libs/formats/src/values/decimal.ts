import { toBaseUnits } from '@holdfast/chain';
import type { AmountFault } from '@holdfast/chain';
import type { Loss } from '../loss.js';

/** How digits are written: the sign before the fraction and, where one is in use, the sign between groups of three. */
export interface NumberStyle {
  decimalSign: '.' | ',';
  groupSign?: ',' | '.' | ' ' | '\u00a0' | '\u202f' | "'";
}

/** The styles in which a format's numbers may be written, and whether its digits may be full-width. */
export interface NumberDialect {
  styles: readonly NumberStyle[];
  fullWidth?: boolean;
}

/** An exact amount and what reading it lost, or the rule that its text breaks. */
export type AmountReading =
  { ok: true; amountAtomic: string; decimals: number; losses: Loss[] } | { ok: false; rule: AmountFault | 'AMBIGUOUS' };

/** Reads an amount as its dialect writes it. What two of its styles read differently is refused, not guessed. */
export function readAmount(text: string, decimals: number, { styles, fullWidth }: NumberDialect): AmountReading {
  const narrow = fullWidth === true ? halfWidth(text) : text;
  const [decimal, ...others] = new Set(styles.flatMap((style) => plainDecimal(narrow, style) ?? []));
  if (decimal === undefined) return { ok: false, rule: 'MALFORMED' };
  return others.length > 0 ? { ok: false, rule: 'AMBIGUOUS' } : exact(decimal, decimals, []);
}

/** Reads an amount that its source held as a float: the shortest decimal that is this float, and the loss it means. */
export function readFloatAmount(value: number, decimals: number, path: string): AmountReading {
  const note = 'A float: its digits cannot be trusted beyond what it holds';
  return exact(withoutExponent(String(value)), decimals, [{ path, kind: 'FLOAT_SOURCE', note }]);
}

function exact(decimal: string, decimals: number, losses: Loss[]): AmountReading {
  const verdict = toBaseUnits(decimal, decimals);
  return verdict.ok ? { ...verdict, decimals, losses } : verdict;
}

/** The number in this style as a plain decimal; a whole part is grouped throughout or not at all. */
function plainDecimal(text: string, { decimalSign, groupSign }: NumberStyle): string | undefined {
  const [whole = '', ...fraction] = text.split(decimalSign);
  const groups = groupSign === undefined ? [whole] : whole.split(groupSign);
  const isNumber = fraction.length <= 1 && [...groups, ...fraction].every((digits) => /^[0-9]+$/.test(digits));
  const [first = '', ...rest] = groups;
  const isGrouped = /^[1-9][0-9]{0,2}$/.test(first) && rest.every((digits) => digits.length === 3);
  return isNumber && (rest.length === 0 || isGrouped) ? [groups.join(''), ...fraction].join('.') : undefined;
}

/** Full-width digits, comma and point alone: NFKC would also take `²` and `①` for digits. */
function halfWidth(text: string): string {
  return text.replaceAll(/[０-９，．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/** `1.5e-7` as `0.00000015`: JavaScript writes floats below 10^-6 and from 10^21 on with an exponent. */
function withoutExponent(text: string): string {
  const [, whole = '', fraction = '', exponent] = /^([0-9])(?:\.([0-9]+))?e([+-][0-9]+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  if (shift < 0) return `0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return `${whole}${fraction.padEnd(shift, '0')}`;
}
