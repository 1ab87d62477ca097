import { bech32, bech32m } from '@scure/base';
import type { AddressFormat, Reading, Unread } from '../verdict.js';

const MAX_LENGTH = 90;

/** Reads a segregated-witness address of this prefix: bech32 for version 0 (BIP-173), bech32m above it (BIP-350). */
export function readSegwit(text: string, prefix: string): Reading | Unread {
  const lower = text.toLowerCase();
  // Mixed case is not an address; all upper case is one, spelled for QR codes.
  if (!lower.startsWith(`${prefix}1`) || (text !== lower && text !== text.toUpperCase())) return 'MALFORMED';
  const plain = bech32.decodeUnsafe(lower, MAX_LENGTH);
  const modified = bech32m.decodeUnsafe(lower, MAX_LENGTH);
  const decoded = plain ?? modified;
  if (!decoded) return 'CHECKSUM';
  const [version = -1, ...words] = decoded.words;
  if (decoded.prefix !== prefix || (version === 0) !== (plain !== undefined)) return 'MALFORMED';
  const program = bech32.fromWordsUnsafe(words);
  const format = program && formatOf(version, program.length);
  return format ? { address: lower, format, checksum: true } : 'MALFORMED';
}

function formatOf(version: number, bytes: number): AddressFormat | undefined {
  if (version === 0) return { 20: 'P2WPKH' as const, 32: 'P2WSH' as const }[bytes];
  if (version === 1 && bytes === 32) return 'P2TR';
  return version <= 16 && bytes >= 2 && bytes <= 40 ? 'OTHER' : undefined;
}
