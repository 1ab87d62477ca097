import { readBase58Check } from '../encoding/base58-check.js';
import type { Chain } from './chain.js';

const VERSION = 0x41;

/** TRON: base58check with its own version byte. The namespace is wallet practice, not registered. */
export const tron: Chain = {
  id: 'tron:0x2b6653dc',
  read: (text) => {
    const payload = readBase58Check(text, 21);
    if (typeof payload === 'string') return payload;
    return payload[0] === VERSION ? { address: text, format: 'TRON', checksum: true } : 'MALFORMED';
  },
};
