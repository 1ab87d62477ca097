import { readBase58Check } from '../encoding/base58-check.js';
import { readSegwit } from '../encoding/segwit.js';
import type { Reading, Unread } from '../verdict.js';
import { firstOf } from './chain.js';
import type { Chain } from './chain.js';

const HASH_BYTES = 20;

/** Versions of base58check addresses and the prefix of segwit ones. */
interface Parameters {
  p2pkh: number[];
  p2sh: number[];
  segwit?: string;
}

/** Reads base58check addresses with these version bytes. */
export function readVersioned({ p2pkh, p2sh }: Parameters): Chain['read'] {
  return (text): Reading | Unread => {
    const payload = readBase58Check(text, HASH_BYTES + 1);
    if (typeof payload === 'string') return payload;
    const version = payload[0] ?? -1;
    if (p2pkh.includes(version)) return { address: text, format: 'P2PKH', checksum: true };
    return p2sh.includes(version) ? { address: text, format: 'P2SH', checksum: true } : 'MALFORMED';
  };
}

/** A chain of Bitcoin's family; its CAIP-2 reference is the hash of its first own block. */
function family(block: string, parameters: Parameters): Chain {
  const { segwit } = parameters;
  const readers = [readVersioned(parameters), ...(segwit ? [(text: string) => readSegwit(text, segwit)] : [])];
  return { id: `bip122:${block}`, read: firstOf(...readers) };
}

export const bitcoin = family('000000000019d6689c085ae165831e93', { p2pkh: [0x00], p2sh: [0x05], segwit: 'bc' });
/** Litecoin's older P2SH addresses share Bitcoin's version byte. */
export const litecoin = family('12a765e31ffd4059bada1e25190f6e98', {
  p2pkh: [0x30],
  p2sh: [0x32, 0x05],
  segwit: 'ltc',
});
/** Named, not hashed: no profile publishes the hash of its first own block. */
export const bitcoinGold = family('bitcoin-gold', { p2pkh: [0x26], p2sh: [0x17], segwit: 'btg' });
export const bitcoinSv = family('000000000000000001d956714215d96f', { p2pkh: [0x00], p2sh: [0x05] });
export const dash = family('00000ffd590b1485b3caadc19b22e637', { p2pkh: [0x4c], p2sh: [0x10] });
export const verge = family('00000fc63692467faeb20cdb3b53200d', { p2pkh: [0x1e], p2sh: [0x21] });
