import { checkAddress, splitMemo } from '@holdfast/chain';
import fc from 'fast-check';
import { chain, VALID } from '../test/vectors.js';

const R = 'rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf';
const X = 'XVLhHMPHU98es4dbozjVtdWzVrDjtVqrDUk2vDpkTjPsY73';
const G = 'GDQP2KPQGKIHYJGXNUIYOMHARUARCA7DJT5FO2FFOOKY3B2WSQHG4W37';
const M = 'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ';

it.each([
  ['the hyphen of the CAIP-10 profile', 'XRP', `${R}-12345`, R, '12345', 'DEST_TAG'],
  ['the query of a payment URI', 'XRP', `${R}?dt=12345`, R, '12345', 'DEST_TAG'],
  ['tag zero, which is a tag', 'XRP', `${R}-0`, R, '0', 'DEST_TAG'],
  ['an X-address', 'XRP', X, R, '16781933', 'DEST_TAG'],
  ['digits as an id', 'XLM', `${G}-123456789`, G, '123456789', 'MEMO_ID'],
  ['the largest id', 'XLM', `${G}-18446744073709551615`, G, '18446744073709551615', 'MEMO_ID'],
  ['anything else as text', 'XLM', `${G}-payment-reference`, G, 'payment-reference', 'MEMO_TEXT'],
  ['text of 28 bytes', 'XLM', `${G}-${'결'.repeat(9)}1`, G, `${'결'.repeat(9)}1`, 'MEMO_TEXT'],
])('splits %s: %s %s', (_, name, text, address, memo, memoType) => {
  expect(splitMemo(chain(name), text)).toEqual({ ok: true, address, memo, memoType });
});

it.each([
  ['a tag of 33 bits', 'XRP', `${R}-4294967296`],
  ['a tag with a leading zero', 'XRP', `${R}-012345`],
  ['an empty tag', 'XRP', `${R}-`],
  ['a tag that is no number', 'XRP', `${R}-12a`],
  ['two tags', 'XRP', `${R}-1-2`],
  ['a tag beside the one inside', 'XRP', `${X}-12345`],
  ['a tag after a colon, which no standard knows', 'XRP', `${R}:12345`],
  ['another query', 'XRP', `${R}?tag=12345`],
  ['a memo after a colon, which no standard knows', 'XLM', `${G}:123456789`],
  ['an id of 65 bits', 'XLM', `${G}-18446744073709551616`],
  ['digits that are no id', 'XLM', `${G}-007`],
  ['an empty memo', 'XLM', `${G}-`],
  ['text of 29 bytes', 'XLM', `${G}-${'a'.repeat(29)}`],
  ['text that ends in a space', 'XLM', `${G}-reference `],
  ['a hash, for which the contract has no memo type', 'XLM', `${G}-${'b6'.repeat(32)}`],
  ['a memo beside the one inside', 'XLM', `${M}-123456789`],
])('refuses %s: %s %s', (_, name, text) => {
  expect(splitMemo(chain(name), text)).toEqual({ ok: false, rule: 'MALFORMED' });
});

it('refuses what is no address for the same reason as checkAddress', () => {
  expect(splitMemo(chain('XRP'), `${R.slice(0, -1)}g-12345`)).toEqual({ ok: false, rule: 'CHECKSUM' });
  expect(splitMemo(chain('BTC'), X)).toEqual({ ok: false, rule: 'WRONG_CHAIN', suggestion: 'xrpl:0' });
});

it('loses neither account nor memo, and agrees with checkAddress, on every published address', () => {
  for (const [, name, text, , { account = text, memo, memoType } = {}] of VALID) {
    expect(splitMemo(chain(name), text)).toEqual({ ok: true, address: account, ...(memo && { memo, memoType }) });
  }
});

it('reads every 32-bit tag in both notations alike', () => {
  fc.assert(
    fc.property(fc.nat({ max: 0xffff_ffff }), fc.constantFrom('-', '?dt='), (tag, sign) => {
      const said = { accountId: `xrpl:0:${R}`, memo: String(tag), memoType: 'DEST_TAG' };
      expect(checkAddress('xrpl:0', `${R}${sign}${tag}`)).toMatchObject(said);
    }),
  );
});
