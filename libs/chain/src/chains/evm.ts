import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Chain } from './chain.js';

const FORM = /^0x[0-9a-fA-F]{40}$/;

/** A chain of the EVM kind. The canonical spelling is EIP-55; a text in one case carries no checksum. */
export function evm(id: number): Chain {
  return {
    id: `eip155:${id}`,
    read: (text) => {
      if (!FORM.test(text)) return 'MALFORMED';
      const address = eip55(text);
      const digits = text.slice(2);
      const isOneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase();
      if (isOneCase) return { address, format: 'EVM', checksum: null };
      return text === address ? { address, format: 'EVM', checksum: true } : 'CHECKSUM';
    },
  };
}

/** EIP-55: a letter is a capital where the hash of the lower-case address has a digit of 8 or more. */
export function eip55(address: string): string {
  const lower = address.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(lower)));
  return `0x${[...lower].map((digit, at) => (parseInt(hash[at] ?? '0', 16) >= 8 ? digit.toUpperCase() : digit)).join('')}`;
}
