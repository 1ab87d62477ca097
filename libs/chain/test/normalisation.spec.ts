import { chainOf, chainOfEip155, chainOfSlip44, checkAddress } from '@holdfast/chain';

/** The rows of the normalisation table on chains and addresses; those on amounts and times are in `libs/formats`. */
const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const XRP = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const TRON = 'TTA7nvU2XuieVwPGBGMkcpNE1YdxQJHXDN';

const named = (...names: string[]) => names.map(chainOf);

it.each([
  [
    '`TRC20`, `TRON`, `TRX`, SLIP-44 195, `트론` → `tron:0x2b6653dc`',
    [...named('TRC20', 'TRON', 'TRX', '트론'), chainOfSlip44(195)],
    'tron:0x2b6653dc',
  ],
  [
    '`ERC20`, `ETH`, SLIP-44 60, chain id 1 → `eip155:1`',
    [...named('ERC20', 'ETH'), chainOfSlip44(60), chainOfEip155(1)],
    'eip155:1',
  ],
  ['`BEP20`, `BSC` → `eip155:56`', named('BEP20', 'BSC'), 'eip155:56'],
  [
    '`BTC`, `XBT`, SLIP-44 0 → `bip122:000000000019d6689c085ae165831e93`',
    [...named('BTC', 'XBT'), chainOfSlip44(0)],
    'bip122:000000000019d6689c085ae165831e93',
  ],
  ['`SOL` → `solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp`', named('SOL'), 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'],
  ['TON → `tvm:-239`', named('TON'), 'tvm:-239'],
])('%s', (_, ids, id) => {
  expect(ids).toEqual(ids.map(() => id));
});

it.each([
  [
    '`XRP` address + tag 12345 → `xrpl:0:r…` + `memo=12345`, `memoType=DEST_TAG`',
    ['xrpl:0', `${XRP}-12345`],
    { ok: true, accountId: `xrpl:0:${XRP}`, memo: '12345', memoType: 'DEST_TAG' },
  ],
  [
    'bech32 in upper case → lower case',
    [BITCOIN, SEGWIT.toUpperCase()],
    { ok: true, accountId: `${BITCOIN}:${SEGWIT}`, checksum: true },
  ],
  ['bech32 in mixed case → reject', [BITCOIN, SEGWIT.replace('w508', 'W508')], { ok: false, rule: 'MALFORMED' }],
  [
    'EVM address without checksum case → EIP-55 form, `checksumOk=null`',
    ['eip155:1', EVM.toLowerCase()],
    { ok: true, accountId: `eip155:1:${EVM}`, checksum: null },
  ],
  [
    'EVM address with wrong checksum case → quarantine, `checksumOk=false`',
    ['eip155:1', EVM.replace('aAeb', 'AAeb')],
    { ok: false, rule: 'CHECKSUM' },
  ],
  [
    'a Tron string in a BTC field (seen in a public sanctions list) → quarantine `WRONG_CHAIN`, suggest the other',
    [BITCOIN, TRON],
    { ok: false, rule: 'WRONG_CHAIN', suggestion: 'tron:0x2b6653dc' },
  ],
])('%s', (_, [chainId = '', text = ''], verdict) => {
  expect(checkAddress(chainId, text)).toMatchObject(verdict);
});
