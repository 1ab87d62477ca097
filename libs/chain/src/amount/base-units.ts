const DECIMAL = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
const BASE_UNITS = /^(0|[1-9][0-9]*)$/;
const MAX_DIGITS = 78;
const MAX_DECIMALS = 36;

/** Why a decimal is no exact amount: its form, too fine for the asset, 10^78 or more, or decimals that are not 0-36. */
export type AmountFault = 'MALFORMED' | 'TOO_PRECISE' | 'OUT_OF_RANGE' | 'DECIMALS';

/** The amount in integer base units, or the rule it breaks. */
export type AmountVerdict = { ok: true; amountAtomic: string } | { ok: false; rule: AmountFault };

/**
 * Integer base units of a plain decimal (`48250.75`, a point, no sign, no separators). Exact or refused: nothing is
 * rounded. Zeros after the last digit say nothing, so they may go beyond the decimals of the asset.
 */
export function toBaseUnits(decimal: string, decimals: number): AmountVerdict {
  if (!isScale(decimals)) return { ok: false, rule: 'DECIMALS' };
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? [];
  if (whole === undefined) return { ok: false, rule: 'MALFORMED' };
  const digits = withoutEndZeros(fraction);
  if (digits.length > decimals) return { ok: false, rule: 'TOO_PRECISE' };
  const amountAtomic = withoutLeadingZeros(whole + digits.padEnd(decimals, '0'));
  return amountAtomic.length > MAX_DIGITS ? { ok: false, rule: 'OUT_OF_RANGE' } : { ok: true, amountAtomic };
}

/** The shortest plain decimal of an amount in base units; undefined where it is none or the decimals are not 0-36. */
export function fromBaseUnits(amountAtomic: string, decimals: number): string | undefined {
  if (!isBaseUnits(amountAtomic) || !isScale(decimals)) return undefined;
  const digits = amountAtomic.padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = withoutEndZeros(digits.slice(digits.length - decimals));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Whether a text is an amount in base units: an integer below 10^78 in its one spelling. */
export function isBaseUnits(text: string): boolean {
  return text.length <= MAX_DIGITS && BASE_UNITS.test(text);
}

const isScale = (decimals: number) => Number.isInteger(decimals) && decimals >= 0 && decimals <= MAX_DECIMALS;

const withoutLeadingZeros = (digits: string) => digits.replace(/^0+(?=[0-9])/, '');

/** By hand, since a regular expression for it takes quadratic time on a row of zeros. */
function withoutEndZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
