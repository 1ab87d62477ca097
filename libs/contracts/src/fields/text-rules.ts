// eslint-disable-next-line no-control-regex
const CONTROL_OR_BIDI = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/**
 * Text as two people read it alike: NFC, well-formed, no control characters but tab and newline, no bidirectional
 * overrides.
 */
export function isCleanText(value: string): boolean {
  if (PLAIN_ASCII.test(value)) return true;
  return value.isWellFormed() && !CONTROL_OR_BIDI.test(value) && value === value.normalize('NFC');
}
