import { TlogMalformed } from '../malformed.js';

/** Reads base64 as RFC 4648 writes it, in its one spelling. Throws TlogMalformed. */
export function fromBase64(text: string, what: string, length?: number): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new TlogMalformed(`${what} is not base64`);
  if (length !== undefined && bytes.length !== length) throw new TlogMalformed(`${what} is not ${length} bytes long`);
  return bytes;
}

/** Reads a whole number as decimal digits without leading zeroes. Throws TlogMalformed. */
export function fromDecimal(text: string, what: string): number {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new TlogMalformed(`${what} is not a whole number`);
  }
  return Number(text);
}
