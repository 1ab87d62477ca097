/*
  cashaddr = [ prefix ":" ] base32( version payload checksum )     base32 alphabet of bech32
  version  = 0 type(4 bits) size(3 bits)                            type 0 P2PKH, 1 P2SH; size 0 is 20 bytes
  checksum = 40-bit BCH code over the prefix's low five bits, 0, the data, eight zeros
*/
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];
const CHECKSUM_WORDS = 8;
const HASH_BYTES = 20;

/** Type and hash of a CashAddr. */
export interface CashAddress {
  type: 'P2PKH' | 'P2SH';
  hash: Uint8Array;
}

/** Reads a CashAddr of this prefix, spelled with or without it. */
export function readCashAddr(text: string, prefix: string): CashAddress | 'MALFORMED' | 'CHECKSUM' {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return 'MALFORMED';
  const data = lower.startsWith(`${prefix}:`) ? lower.slice(prefix.length + 1) : lower;
  const words = [...data].map((char) => ALPHABET.indexOf(char));
  if (words.length !== 42 || words.includes(-1)) return 'MALFORMED';
  if (polymod([...prefixWords(prefix), ...words]) !== 0n) return 'CHECKSUM';
  const [version, ...hash] = regroup(words.slice(0, -CHECKSUM_WORDS), 5, 8).slice(0, HASH_BYTES + 1);
  const type = { 0: 'P2PKH' as const, 8: 'P2SH' as const }[version ?? -1];
  return type ? { type, hash: Uint8Array.from(hash) } : 'MALFORMED';
}

/** Writes a CashAddr without its prefix. */
export function cashAddr({ type, hash }: CashAddress, prefix: string): string {
  const words = regroup([type === 'P2PKH' ? 0 : 8, ...hash], 8, 5);
  const code = polymod([...prefixWords(prefix), ...words, ...Array<number>(CHECKSUM_WORDS).fill(0)]);
  const checksum = Array.from({ length: CHECKSUM_WORDS }, (_, at) => Number((code >> BigInt(5 * (7 - at))) & 31n));
  return [...words, ...checksum].map((word) => ALPHABET[word]).join('');
}

const prefixWords = (prefix: string): number[] => [...prefix].map((char) => char.charCodeAt(0) % 32).concat(0);

function polymod(words: readonly number[]): bigint {
  let code = 1n;
  for (const word of words) {
    const top = code >> 35n;
    code = ((code & 0x07ffffffffn) << 5n) ^ BigInt(word);
    GENERATORS.forEach((generator, bit) => {
      if ((top >> BigInt(bit)) & 1n) code ^= generator;
    });
  }
  return code ^ 1n;
}

/** The same bits in groups of another size; the last group is filled with zeros. */
function regroup(values: readonly number[], from: number, to: number): number[] {
  const bits = values.map((value) => value.toString(2).padStart(from, '0')).join('');
  const groups = bits.match(new RegExp(`.{1,${to}}`, 'g')) ?? [];
  return groups.map((group) => parseInt(group.padEnd(to, '0'), 2));
}
