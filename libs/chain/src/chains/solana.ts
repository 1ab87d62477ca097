import { base58 } from '@scure/base';
import { decodeOrUndefined } from '../encoding/base58-check.js';
import type { Chain } from './chain.js';

/** Solana: 32 bytes in base58 and no checksum, so a typing error that keeps the length cannot be seen. */
export const solana: Chain = {
  id: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
  read: (text) => {
    const isKey = decodeOrUndefined(base58, text)?.length === 32;
    return isKey ? { address: text, format: 'SOLANA', checksum: null } : 'MALFORMED';
  },
};
