import {
  accountId,
  assetType,
  chainId,
  isChainId,
  parseAccountId,
  parseAssetType,
  parseChainId,
} from '@holdfast/chain';
import fc from 'fast-check';

const namespace = fc.stringMatching(/^[-a-z0-9]{3,8}$/);
const reference = fc.stringMatching(/^[-_a-zA-Z0-9]{1,32}$/);
const value = fc.stringMatching(/^[-.%a-zA-Z0-9]{1,128}$/);
const chain = fc.tuple(namespace, reference).map(([namespace, reference]) => chainId(namespace, reference));

it('takes apart what it put together: CAIP-2', () => {
  fc.assert(
    fc.property(namespace, reference, (namespace, reference) => {
      expect(parseChainId(chainId(namespace, reference))).toEqual({ namespace, reference });
    }),
  );
});

it('takes apart what it put together: CAIP-10', () => {
  fc.assert(
    fc.property(chain, value, (chainId, address) => {
      expect(parseAccountId(accountId(chainId, address))).toEqual({ chainId, address });
    }),
  );
});

it('takes apart what it put together: CAIP-19', () => {
  fc.assert(
    fc.property(chain, namespace, value, (chainId, namespace, reference) => {
      const parts = { chainId, namespace, reference };
      expect(parseAssetType(assetType(parts))).toEqual(parts);
    }),
  );
});

it('puts together what it could take apart, and never throws', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-:/.%_a-zA-Z0-9]{1,200}$/), chain);
  fc.assert(
    fc.property(texts, (text) => {
      const [id, account, asset] = [parseChainId(text), parseAccountId(text), parseAssetType(text)];
      expect(isChainId(text)).toBe(id !== undefined);
      const again = [
        id && chainId(id.namespace, id.reference),
        account && accountId(account.chainId, account.address),
        asset && assetType(asset),
      ];
      expect(again.filter((written) => written !== undefined && written !== text)).toEqual([]);
    }),
  );
});

it.each([
  ['CAIP-2', 'chainstd:8c3444cf8970a9e41a706fab93e7a6c4', parseChainId],
  ['CAIP-10', 'hedera:mainnet:0.0.1234567890-zbhlt', parseAccountId],
  ['CAIP-10', 'bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6', parseAccountId],
  ['CAIP-10 of 106 characters', `chainstd:${'8c34'.repeat(8)}:${'6d9b'.repeat(16)}`, parseAccountId],
  ['CAIP-19', 'eip155:1/slip44:60', parseAssetType],
  ['CAIP-19', 'tron:0x2b6653dc/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', parseAssetType],
  ['CAIP-19', 'tvm:-239/slip44:607', parseAssetType],
])('reads the form of %s: %s', (_, text, parse) => {
  expect(parse(text)).toBeDefined();
});

it.each([
  ['a namespace in capitals', 'EIP155:1', parseChainId],
  ['a namespace of two letters', 'xy:1', parseChainId],
  ['a namespace of nine letters', 'abcdefghi:1', parseChainId],
  ['a reference of 33 characters', `bip122:${'0'.repeat(33)}`, parseChainId],
  ['no reference', 'eip155:', parseChainId],
  ['a line end', 'eip155:1\n', parseChainId],
  ['a chain alone', 'eip155:1', parseAccountId],
  ['a colon in the address', 'tvm:-239:0:2cf5', parseAccountId],
  ['an underscore in the address', 'tvm:-239:Ef_l', parseAccountId],
  ['an address of 129 characters', `eip155:1:${'a'.repeat(129)}`, parseAccountId],
  ['one token of a collection', 'eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/771769', parseAssetType],
  ['an asset namespace of nine letters', 'eip155:1/abcdefghi:1', parseAssetType],
  ['an account', 'eip155:1:0xab16', parseAssetType],
])('refuses %s: %j', (_, text, parse) => {
  expect(parse(text)).toBeUndefined();
});
