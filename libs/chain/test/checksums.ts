import { createHash } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';

/**
 * Whether the checksum of a text holds on a chain: the standards read a second time, over big integers and apart from
 * the code under test, which shares nothing with this but Keccak.
 */
export function checksumHolds(chain: string, text: string): boolean {
  return (CHECKS[chain] ?? [eip55]).some((check) => check(text));
}

type Check = (text: string) => boolean;

const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const RFC4648_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const CHECKS: Record<string, Check[]> = {
  BTC: [base58Check(BITCOIN), bech32],
  BSV: [base58Check(BITCOIN)],
  LTC: [base58Check(BITCOIN), bech32],
  BTG: [base58Check(BITCOIN), bech32],
  BCH: [base58Check(BITCOIN), cashAddr],
  DASH: [base58Check(BITCOIN)],
  XVG: [base58Check(BITCOIN)],
  ZEC: [base58Check(BITCOIN), bech32],
  TRX: [base58Check(BITCOIN)],
  XRP: [(text) => base58Check(RIPPLE)(text.split(/-|\?dt=/)[0] ?? '')],
  XLM: [(text) => strkey(text.split('-')[0] ?? '')],
  TON: [(text) => /^([-_A-Za-z0-9]{48}|[+/A-Za-z0-9]{48})$/.test(text) && crcHolds(Buffer.from(text, 'base64'))],
  XMR: [monero],
};

/** A text as a number in the base of its alphabet; undefined where a character is none of it. */
function numberOf(text: string, alphabet: string): bigint | undefined {
  const digits = [...text].map((char) => alphabet.indexOf(char));
  if (digits.includes(-1)) return undefined;
  return digits.reduce((number, digit) => number * BigInt(alphabet.length) + BigInt(digit), 0n);
}

const bytesOf = (number: bigint, length: number) => Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

function base58Check(alphabet: string): Check {
  return (text) => {
    const number = numberOf(text, alphabet) ?? 0n;
    const zeros = [...text].findIndex((char) => char !== alphabet[0]);
    const bytes = bytesOf(number, zeros + Math.ceil(number.toString(16).length / 2));
    return sha256(sha256(bytes.subarray(0, -4)))
      .subarray(0, 4)
      .equals(bytes.subarray(-4));
  };
}

/** Remainder of a polynomial over GF(32), first coefficient first, by the generator that these masks stand for. */
function residue(words: number[], masks: bigint[], bits: bigint): bigint {
  return words.reduce((code, word) => {
    const top = code >> (bits - 5n);
    const moved = ((code % (1n << (bits - 5n))) << 5n) ^ BigInt(word);
    return masks.reduce((sum, mask, at) => ((top >> BigInt(at)) % 2n ? sum ^ mask : sum), moved);
  }, 1n);
}

/** BIP-173 and BIP-350: the version decides which constant must remain; Sapling has no version and uses the first. */
function bech32(text: string): boolean {
  const lower = text.toLowerCase();
  const [prefix, data] = [lower.slice(0, lower.lastIndexOf('1')), lower.slice(lower.lastIndexOf('1') + 1)];
  const words = [...data].map((char) => BECH32.indexOf(char));
  const high = [...prefix].map((char) => char.charCodeAt(0) >> 5);
  const low = [...prefix].map((char) => char.charCodeAt(0) % 32);
  const masks = [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n];
  const left = residue([...high, 0, ...low, ...words], masks, 30n);
  return !words.includes(-1) && left === (prefix === 'zs' || words[0] === 0 ? 1n : 0x2bc830a3n);
}

function cashAddr(text: string): boolean {
  const data = text.toLowerCase().replace(/^bitcoincash:/, '');
  const words = [...data].map((char) => BECH32.indexOf(char));
  const low = [...'bitcoincash'].map((char) => char.charCodeAt(0) % 32);
  const masks = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];
  return !words.includes(-1) && residue([...low, 0, ...words], masks, 40n) === 1n;
}

/** CRC-16 as what it is: a message with its code behind it is divisible by the generator polynomial. */
function crcHolds(bytes: Buffer): boolean {
  let rest = BigInt(`0x0${bytes.toString('hex')}`);
  for (let at = BigInt(8 * bytes.length - 1); at >= 16n; at -= 1n) {
    if ((rest >> at) % 2n) rest ^= 0x11021n << (at - 16n);
  }
  return rest === 0n;
}

/** SEP-23 writes the code's low byte first. */
function strkey(text: string): boolean {
  const number = numberOf(text, RFC4648_32) ?? 0n;
  const spare = (5 * text.length) % 8;
  const bytes = bytesOf(number >> BigInt(spare), Math.floor((5 * text.length) / 8));
  const swapped = Buffer.concat([bytes.subarray(0, -2), bytes.subarray(-1), bytes.subarray(-2, -1)]);
  return number % (1n << BigInt(spare)) === 0n && crcHolds(swapped);
}

/** Blocks of eleven characters are eight bytes each, the last one less. */
function monero(text: string): boolean {
  const sizes = [0, -1, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8];
  const blocks = text.match(/.{1,11}/g) ?? [];
  const bytes = Buffer.concat(
    blocks.map((block) => {
      const [number = -1n, size = -1] = [numberOf(block, BITCOIN), sizes[block.length]];
      return number < 0n || size < 0 || number >= 1n << BigInt(8 * size) ? Buffer.alloc(0) : bytesOf(number, size);
    }),
  );
  return Buffer.from(keccak_256(bytes.subarray(0, -4)))
    .subarray(0, 4)
    .equals(bytes.subarray(-4));
}

/** EIP-55: a letter is a capital exactly where the hash of the lower-case digits has its high bit set. */
function eip55(text: string): boolean {
  const digits = text.slice(2);
  const hash = Buffer.from(keccak_256(Buffer.from(digits.toLowerCase()))).toString('hex');
  return [...digits].every((char, at) => {
    const isCapital = '89abcdef'.includes(hash[at] ?? '');
    return char === (isCapital ? char.toUpperCase() : char.toLowerCase());
  });
}
