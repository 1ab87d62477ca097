import { base58 } from '@scure/base';
import { cashAddr, readCashAddr } from '../encoding/cash-addr.js';
import type { CashAddress } from '../encoding/cash-addr.js';
import type { Reading } from '../verdict.js';
import { readVersioned } from './bitcoin-family.js';
import { isReading } from './chain.js';
import type { Chain } from './chain.js';

const PREFIX = 'bitcoincash';
const legacy = readVersioned({ p2pkh: [0x00], p2sh: [0x05] });

/**
 * Bitcoin Cash. One account has several spellings; its canonical one is the lower-case CashAddr without prefix (CAIP-10
 * allows no colon), also for the legacy form.
 */
export const bitcoinCash: Chain = {
  id: 'bip122:000000000000000000651ef99cb9fcbe',
  read: (text) => {
    const cash = readCashAddr(text, PREFIX);
    if (typeof cash !== 'string') return reading(cash);
    const old = legacy(text);
    if (!isReading(old)) return cash === 'CHECKSUM' ? cash : old;
    const type = old.format === 'P2PKH' ? 'P2PKH' : 'P2SH';
    return reading({ type, hash: base58.decode(text).subarray(1, 21) });
  },
};

function reading(cash: CashAddress): Reading {
  return { address: cashAddr(cash, PREFIX), format: cash.type, checksum: true };
}
