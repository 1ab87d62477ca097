import { canonical, isCanonical, MessageRejected, readJson } from '@holdfast/contracts';
import fc from 'fast-check';

const refusal = (input: Uint8Array | string) => {
  try {
    readJson(input);
    return 'accepted';
  } catch (error) {
    return error instanceof MessageRejected
      ? error.faults.map(({ pointer, rule }) => `${pointer} ${rule}`).join()
      : error;
  }
};

it.each([
  ['a key that occurs twice', '{"a":1,"b":{"c":[0,{"d":1,"d":2}]}}', '/b/c/1/d duplicate-key'],
  ['the same key spelled with an escape', '{"a":1,"\\u0061":2}', '/a duplicate-key'],
  ['an integer beyond 2^53 - 1', '{"a":[9007199254740993]}', '/a/0 number'],
  ['a number that overflows', '[1e999]', '/0 number'],
  ['nesting of 65', '['.repeat(65) + ']'.repeat(65), ' depth'],
  ['nesting of 200,000', '['.repeat(200_000), ' depth'],
  ['half a document', '{"a":', ' json'],
  ['two documents', '{}{}', ' json'],
  ['a string that never ends', '"abc\\"', ' json'],
  ['nothing', '', ' json'],
])('refuses %s', (_, json, fault) => {
  expect(refusal(json)).toBe(fault);
});

it('refuses bytes that are not UTF-8, and a byte order mark', () => {
  expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toBe(' utf-8');
  expect(refusal(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d))).toBe(' json');
});

it('reads every JSON value as JSON.parse does, with braces, colons and quotes inside strings', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const json = JSON.stringify(value);
      fc.pre(!String(refusal(json)).endsWith(' number'));
      expect(readJson(json)).toEqual(JSON.parse(json));
    }),
  );
});

it('writes the canonical form of RFC 8785, 3.2.2 and 3.2.3', () => {
  const value: unknown = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],` +
      String.raw`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  expect(canonical(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
      String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonical(keys)))).toHaveLength(7);
  expect([...canonical(keys).matchAll(/:(\d)/g)].map(([, digit]) => digit)).toEqual([
    '2',
    '4',
    '6',
    '7',
    '1',
    '5',
    '3',
  ]);
});

it('knows the canonical form from every other spelling of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const json = JSON.stringify(value);
      expect(isCanonical(canonical(value), JSON.parse(canonical(value)))).toBe(true);
      expect(isCanonical(json, JSON.parse(json))).toBe(json === canonical(value));
    }),
  );
  expect(isCanonical('{"10":1,"2":2}', { 10: 1, 2: 2 })).toBe(true);
  expect(isCanonical('{"2":2,"10":1}', { 10: 1, 2: 2 })).toBe(false);
});
