import { base58xrp } from '@scure/base';
import { readBase58Check } from '../encoding/base58-check.js';
import type { Chain } from './chain.js';

const ACCOUNT = 0x00;

/** The XRP Ledger: classic addresses. A destination tag travels beside the address, never inside it. */
export const xrpl: Chain = {
  id: 'xrpl:0',
  read: (text) => {
    const payload = readBase58Check(text, 21, base58xrp);
    if (typeof payload === 'string') return payload;
    return payload[0] === ACCOUNT ? { address: text, format: 'XRPL', checksum: true } : 'MALFORMED';
  },
};
