import { chainOf } from '@holdfast/chain';
import type { AddressFormat, MemoType } from '@holdfast/chain';

/** What a vector must be read as, where it is more than "this account, with a checksum". */
interface Expected {
  account?: string;
  checksum?: null;
  memo?: string;
  memoType?: MemoType;
}

/** An address that is published as valid: where, on which chain, the text and its form. */
export type Vector = [source: string, chain: string, text: string, format: AddressFormat, expected?: Expected];

/** Each chain by a name of it, so that a vector stays readable. */
export const chain = (name: string) => chainOf(name) ?? 'none:none';

const G = 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ';
const TON = '0%3A2cf55953e92efbeadab7ba725c3f93a0b23f842cbba72d7b8e6f510a70e422e3';
const ROOT_DNS = '-1%3Ae56754f83426f69b09267bd876ac97c44821345b7e266bd956a7bfbfb98df35c';
const XRP = 'rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf';
const XMR = '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge';
const XMR_INTEGRATED =
  '4LL9oSLmtpccfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2bYXZKKQePHES9khPK';
const XMR_RS =
  '4Byr22j9M2878Mtyb3fEPcBNwBZf5EXqn1Yi6VzR46618SFBrYysab2Cs1474CVDbsh94AJq7vuV3Z2DRq4zLcY3LHzo1Nbv3d8J6VhvCV';

export const VALID: readonly Vector[] = [
  ['block 0', 'BTC', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'P2PKH'],
  ['CAIP-10', 'BTC', '128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6', 'P2PKH'],
  ['SLIP-14', 'BTC', '1GWFxtwWmNVqotUPXLcKVL2mUKpshuJYo', 'P2PKH'],
  ['bip122 CAIP-10', 'BTC', '35PBEaofpUeH8VnnNSorM1QZsadrZoQp4N', 'P2SH'],
  [
    'BIP-173',
    'BTC',
    'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
    'P2WPKH',
    lower('BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'),
  ],
  ['BIP-173', 'BTC', 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3', 'P2WSH'],
  ['BIP-350', 'BTC', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', 'P2TR'],
  ['BIP-350', 'BTC', 'BC1SW50QGDZ25J', 'OTHER', lower('BC1SW50QGDZ25J')],
  ['BIP-350', 'BTC', 'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', 'OTHER'],
  ['SLIP-14', 'LTC', 'LcubERmHD31PWup1fbozpKuiqjHZ4anxcL', 'P2PKH'],
  ['bip122 CAIP-10', 'LTC', 'ltc1q8c6fshw2dlwun7ekn9qwf37cu2rn755u9ym7p0', 'P2WPKH'],
  [
    'CashAddr',
    'BCH',
    'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
    'P2PKH',
    bch('qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'),
  ],
  ['CashAddr', 'BCH', '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', 'P2PKH', bch('qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a')],
  ['CashAddr', 'BCH', '3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC', 'P2SH', bch('ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq')],
  ['block 0', 'BSV', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'P2PKH'],
  ['Trezor', 'BTG', 'GfDB1tvjfm3bukeoBTtfNqrJVFohS2kCTe', 'P2PKH'],
  ['SLIP-14', 'DASH', 'XdTw4G5AWW4cogGd7ayybyBNDbuB45UpgH', 'P2PKH'],
  ['Trust Wallet', 'XVG', 'DRyNFvJaybnF22UfMS6NR1Qav3mqxPj86E', 'P2PKH'],
  ['Trezor', 'ZEC', 't1XVXWCvpMgBvUaed4XDqWtgQgJSu1Ghz7F', 'P2PKH'],
  ['zcashd founders', 'ZEC', 't3Vz22vK5z2LcKEdg16Yv4FFneEL1zg9ojd', 'P2SH'],
  ['librustzcash', 'ZEC', 'zs1qqqqqqqqqqqqqqqqqrjq05nyfku05msvu49mawhg6kr0wwljahypwyk2h88z6975u563j8nfaxd', 'OTHER'],
  ['EIP-55', 'ETH', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'EVM'],
  ['EIP-55', 'ETH', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', 'EVM'],
  ['EIP-55', 'ETC', '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB', 'EVM'],
  ['EIP-55', 'ARB', '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb', 'EVM'],
  ['EIP-55', 'BSC', '0x52908400098527886E0F7030069857D2E4169EE7', 'EVM', { checksum: null }],
  ['SLIP-14', 'ETH', '0x73d0385F4d8E00C5e6504C6030F47BF6212736A8', 'EVM'],
  ['TRON documentation', 'TRX', 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'TRON'],
  ['USDT contract', 'TRX', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'TRON'],
  ['solana CAIP-10', 'SOL', '7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv', 'SOLANA', { checksum: null }],
  ['SPL Token', 'SOL', 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'SOLANA', { checksum: null }],
  ['XRP Ledger genesis', 'XRP', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'XRPL'],
  [
    'xrpl CAIP-10',
    'XRP',
    'rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY-495',
    'XRPL',
    tag('rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY', '495'),
  ],
  ['XLS-5', 'XRP', 'XVLhHMPHU98es4dbozjVtdWzVrDjtV5fdx1mHp98tDMoQXb', 'XRPL', { account: XRP }],
  ['XLS-5', 'XRP', 'XVLhHMPHU98es4dbozjVtdWzVrDjtV8AqEL4xcZj5whKbmc', 'XRPL', tag(XRP, '0')],
  ['XLS-5', 'XRP', 'XVLhHMPHU98es4dbozjVtdWzVrDjtVqrDUk2vDpkTjPsY73', 'XRPL', tag(XRP, '16781933')],
  ['XLS-5', 'XRP', 'XVLhHMPHU98es4dbozjVtdWzVrDjtV18pX8yuPT7y4xaEHi', 'XRPL', tag(XRP, '4294967295')],
  ['SEP-23', 'XLM', G, 'STELLAR'],
  ['SEP-23', 'XLM', 'CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA', 'STELLAR'],
  ['SEP-23', 'XLM', 'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ', 'STELLAR', id('0')],
  [
    'SEP-23',
    'XLM',
    'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK',
    'STELLAR',
    id('9223372036854775808'),
  ],
  ['TEP-2', 'TON', 'Ef_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXDvq', 'TON', { account: ROOT_DNS }],
  ['TEP-2', 'TON', 'Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv', 'TON', { account: ROOT_DNS }],
  ['ton-core', 'TON', 'EQAs9VlT6S776tq3unJcP5Ogsj-ELLunLXuOb1EKcOQi4wJB', 'TON', { account: TON }],
  ['ton-core', 'TON', 'UQAs9VlT6S776tq3unJcP5Ogsj+ELLunLXuOb1EKcOQi41+E', 'TON', { account: TON }],
  ['TEP-2', 'TON', ROOT_DNS.replace('%3A', ':'), 'TON', { account: ROOT_DNS, checksum: null }],
  ['getmonero.org', 'XMR', XMR, 'MONERO'],
  ['monero CAIP-10', 'XMR', XMR_INTEGRATED, 'MONERO', payment(XMR, '8a125052fe6f3877')],
  [
    'monero-rs',
    'XMR',
    XMR_RS,
    'MONERO',
    payment(
      '42HB1Duejkc78Mtyb3fEPcBNwBZf5EXqn1Yi6VzR46618SFBrYysab2Cs1474CVDbsh94AJq7vuV3Z2DRq4zLcY3Dyxa3Jc',
      '5876b8b72996ff97',
    ),
  ],
  [
    'getmonero.org',
    'XMR',
    '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H',
    'MONERO',
  ],
];

function lower(text: string): Expected {
  return { account: text.toLowerCase() };
}

function bch(account: string): Expected {
  return { account };
}

function tag(account: string, memo: string): Expected {
  return { account, memo, memoType: 'DEST_TAG' };
}

function id(memo: string): Expected {
  return { account: G, memo, memoType: 'MEMO_ID' };
}

function payment(account: string, memo: string): Expected {
  return { account, memo, memoType: 'PAYMENT_ID' };
}
