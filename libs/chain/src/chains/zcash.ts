import { bech32 } from '@scure/base';
import { readBase58Check } from '../encoding/base58-check.js';
import type { Reading, Unread } from '../verdict.js';
import { firstOf } from './chain.js';
import type { Chain } from './chain.js';

const P2PKH = 0x1cb8;
const P2SH = 0x1cbd;
const SAPLING_BYTES = 43;

/** Zcash: transparent addresses (t1, t3) and Sapling ones (zs). Unified addresses bundle several and are refused. */
export const zcash: Chain = {
  id: 'bip122:00040fe8ec8471911baa1db1266ea15d',
  read: firstOf(transparent, sapling),
};

function transparent(text: string): Reading | Unread {
  const payload = readBase58Check(text, 22);
  if (typeof payload === 'string') return payload;
  const version = Buffer.from(payload).readUInt16BE();
  if (version === P2PKH) return { address: text, format: 'P2PKH', checksum: true };
  return version === P2SH ? { address: text, format: 'P2SH', checksum: true } : 'MALFORMED';
}

function sapling(text: string): Reading | Unread {
  if (!text.startsWith('zs1')) return 'MALFORMED';
  const decoded = bech32.decodeUnsafe(text, 90);
  if (!decoded) return 'CHECKSUM';
  const isSapling = bech32.fromWordsUnsafe(decoded.words)?.length === SAPLING_BYTES;
  return isSapling ? { address: text, format: 'OTHER', checksum: true } : 'MALFORMED';
}
