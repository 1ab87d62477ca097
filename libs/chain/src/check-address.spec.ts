import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58, base58xmr, bech32 } from '@scure/base';
import { accountId, chainOf, checkAddress, detectChains, isChainId, parseAccountId } from '@holdfast/chain';
import fc from 'fast-check';

const chain = (name: string) => chainOf(name) ?? 'none:none';
const verdict = (name: string, text: string) => {
  const result = checkAddress(chain(name), text);
  return result.ok ? [result.accountId.slice(chain(name).length + 1), result.format, result.checksum] : result.rule;
};

/** Published vectors: of the standard, the wallet documentation or a well-known address of each chain. */
const VALID: [string, string, string, true | null, string?][] = [
  ['BTC', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'P2PKH', true],
  ['BTC', '3P14159f73E4gFr7JterCCQh9QjiTjiZrG', 'P2SH', true],
  ['BTC', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'P2WPKH', true, 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['BTC', 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3', 'P2WSH', true],
  ['BTC', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', 'P2TR', true],
  ['LTC', 'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9', 'P2WPKH', true],
  [
    'BCH',
    'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
    'P2PKH',
    true,
    'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
  ],
  ['BCH', '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', 'P2PKH', true, 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'],
  ['BCH', '3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC', 'P2SH', true, 'ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq'],
  ['ETH', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'EVM', true],
  ['ETH', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', 'EVM', true],
  ['ETH', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'EVM', null, '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ['BSC', '0x52908400098527886E0F7030069857D2E4169EE7', 'EVM', null],
  ['TRX', 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'TRON', true],
  ['SOL', 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'SOLANA', null],
  ['XRP', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'XRPL', true],
  ['ZEC', 't1XVXWCvpMgBvUaed4XDqWtgQgJSu1Ghz7F', 'P2PKH', true],
  ['ZEC', bech32.encode('zs', bech32.toWords(new Uint8Array(43).fill(7))), 'OTHER', true],
  [
    'XMR',
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
    'MONERO',
    true,
  ],
];

it.each(VALID)('reads %s %s', (name, text, format, checksum, canonical = text) => {
  expect(verdict(name, text)).toEqual([canonical, format, checksum]);
});

it.each([
  ['BTC', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'CHECKSUM'],
  ['BTC', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', 'CHECKSUM'],
  ['BTC', 'bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'MALFORMED'],
  // BIP-350: version 1 in bech32, version 0 in bech32m, a program of one byte, zero padding of more than four bits.
  ['BTC', 'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'CHECKSUM'],
  ['BTC', 'BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL', 'MALFORMED'],
  ['BTC', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'MALFORMED'],
  ['BTC', 'bc1pw5dgrnzv', 'MALFORMED'],
  ['BTC', 'bc1gmk9yu', 'MALFORMED'],
  ['BCH', 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q', 'CHECKSUM'],
  ['ETH', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', 'CHECKSUM'],
  ['ETH', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA', 'MALFORMED'],
  ['XRP', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTj', 'CHECKSUM'],
  ['XMR', '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320', 'MALFORMED'],
  ['SOL', 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D', 'MALFORMED'],
  ['nowhere', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'UNKNOWN_CHAIN'],
])('refuses %s %s as %s', (name, text, rule) => {
  expect(verdict(name, text)).toBe(rule);
});

it('names the chain that an address belongs to', () => {
  const wrong = checkAddress(chain('BTC'), 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8');
  expect(wrong).toEqual({ ok: false, rule: 'WRONG_CHAIN', suggestion: 'tron:0x2b6653dc' });
  expect(detectChains('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')).toEqual(['eip155:1']);
});

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0';
const withChecksum = VALID.filter(([, , , checksum]) => checksum === true);

it('accepts none of 10,000 mutations of valid addresses, unless they spell the same account', () => {
  const mutation = fc.tuple(fc.constantFrom(...withChecksum), fc.nat(), fc.constantFrom(...ALPHABET));
  fc.assert(
    fc.property(mutation, ([[name, text], at, char]) => {
      const place = at % text.length;
      const mutated = text.slice(0, place) + char + text.slice(place + 1);
      const [before, after] = [checkAddress(chain(name), text), checkAddress(chain(name), mutated)];
      // A form without checksum has nothing to fail.
      if (!after.ok || !before.ok || !after.checksum) return;
      // EIP-55 has about fifteen bits, so a mutation may satisfy it; then it must do so by the standard's own rule.
      const expected = after.format === 'EVM' ? eip55(mutated) : before.accountId;
      expect(after.format === 'EVM' ? mutated : after.accountId).toBe(expected);
    }),
    { numRuns: 10_000 },
  );
});

function eip55(address: string): string {
  const lower = address.slice(2).toLowerCase();
  const hash = keccak_256(Buffer.from(lower));
  const isHigh = (at: number) => ((hash[at >> 1] ?? 0) >> (at % 2 === 0 ? 4 : 0)) % 16 >= 8;
  return `0x${[...lower].map((digit, at) => (isHigh(at) ? digit.toUpperCase() : digit)).join('')}`;
}

it('never throws, whatever it is given', () => {
  const names = fc.constantFrom('BTC', 'BCH', 'ETH', 'TRX', 'SOL', 'XRP', 'ZEC', 'XMR', 'LTC');
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.uint8Array().map(base58.encode),
    fc.uint8Array().map(base58xmr.encode),
  );
  fc.assert(fc.property(names, texts, (name, text) => typeof checkAddress(chain(name), text).ok === 'boolean'));
  expect(checkAddress(chain('BTC'), '1'.repeat(100_000))).toEqual({ ok: false, rule: 'MALFORMED' });
});

it.each([
  [['TRC20', 'TRON', 'TRX', '트론'], 'tron:0x2b6653dc'],
  [['ERC20', 'eth'], 'eip155:1'],
  [['BEP20', 'BSC'], 'eip155:56'],
  [['BTC', 'xbt'], 'bip122:000000000019d6689c085ae165831e93'],
  [['SOL'], 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'],
  [['constructor', ''], undefined],
])('knows %s as %s', (names, id) => {
  expect(names.map(chainOf)).toEqual(names.map(() => id));
});

it('takes CAIP-2 and CAIP-10 ids apart and together', () => {
  expect(parseAccountId(accountId('eip155:1', '0xab16'))).toEqual({ chainId: 'eip155:1', address: '0xab16' });
  expect(parseAccountId('eip155:1')).toBeUndefined();
  expect([isChainId('eip155:1'), isChainId('EIP155:1'), isChainId('eip155')]).toEqual([true, false, false]);
});
