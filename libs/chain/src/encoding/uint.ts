const DECIMAL = /^(0|[1-9][0-9]{0,19})$/;

/** Whether a text is an unsigned integer of so many bits (at most 64) in its one decimal spelling. */
export function isUint(text: string, bits: 32 | 64): boolean {
  return DECIMAL.test(text) && BigInt(text) < 2n ** BigInt(bits);
}
