import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountsIn, firstColumn } from './accounts-in.js';
import type { NamedAccount } from './accounts-in.js';
import { flagsText, screenedText } from './screened-text.js';

const flag = {
  flagId: '5f285b9d-3c9a-8a79-a097-6c1d51c767f3',
  version: 1,
  status: 'DISPUTED',
  sender: 'demo-police',
  subjectType: 'ADDRESS',
  memo: '7',
  role: 'MULE',
  crimeCategory: 'VOICE_PHISHING',
  confidence: 70,
  sourceReliability: 'B',
  infoAccuracy: '2',
  validUntil: '2026-07-13T07:40:00.000Z',
  requestedAction: 'MONITOR',
  propagation: { mode: 'NONE', maxHops: 0, minShareBps: 0 },
  index: 3,
};

it.each([
  ['TXYZ', 'TXYZ'],
  ['TXYZ,12,x', 'TXYZ'],
  [' TXYZ ; 12', 'TXYZ'],
  ['TXYZ\t12', 'TXYZ'],
  ['"TXYZ","a,b"', 'TXYZ'],
  ['\uFEFFTXYZ', 'TXYZ'],
  ['', ''],
])('reads the account from the first column of %j', (line, account) => {
  expect(firstColumn(line)).toBe(account);
});

it('reads a file in pages of ten thousand, without its head and its empty lines, and knows every line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  const file = join(folder, 'accounts.csv');
  writeFileSync(
    file,
    `address,amount\r\n\r\n${Array.from({ length: 10_001 }, (_, at) => `A${at},1`).join('\r\n')}\r\n`,
  );
  const pages: NamedAccount[][] = [];
  for await (const page of accountsIn(file, () => undefined)) pages.push(page);
  rmSync(folder, { recursive: true });
  expect(pages.map(({ length }) => length)).toEqual([10_000, 1]);
  expect([pages[0]?.[0], pages[1]?.[0]]).toEqual([
    { line: 3, account: 'A0' },
    { line: 10_003, account: 'A10000' },
  ]);
});

it('tells people what is flagged, whom it is about, and what could not be read', () => {
  const text = screenedText('a.csv', {
    flagged: [{ line: 4, account: 'xrpl:0:r1', flags: [flag], more: false }],
    clean: 8,
    unreadable: Array.from({ length: 21 }, (_, at) => ({ line: at, rule: 'address-checksum', message: 'is wrong' })),
  });
  expect(text).toMatch(/^line +account +status .*\n4 +xrpl:0:r1 +DISPUTED +demo-police +MULE \(memo 7\) .* B2 /);
  expect(text).toContain('a.csv:0 is wrong\n');
  expect(text).toContain('… and 1 more that cannot be read\n');
  expect(text).toContain('1 flagged, 8 without a flag that you may see, 21 unreadable\n');
});

it('says that nothing is in force only as far as the caller may see', () => {
  expect(flagsText({ account: 'xrpl:0:r1', flags: [], more: false })).toBe(
    'No flag that you may see is in force on xrpl:0:r1\n',
  );
  expect(flagsText({ account: 'xrpl:0:r1', flags: [flag], more: true })).toContain('There are more than these 1\n');
});

it('tells the flagger who met it, what readers say and until when to answer', () => {
  const [at, answerDueAt] = ['2026-04-15T07:40:00.000Z', '2026-04-18T07:40:00.000Z'];
  const own = { answerDueAt, verdicts: { OWN_HOT_WALLET: 1 }, hits: { count: 2, last: { index: 9, at } } };
  expect(flagsText({ account: 'xrpl:0:r1', flags: [{ ...flag, own }], more: false })).toContain(
    `: 2 hits, the last at ${at}, 1 OWN_HOT_WALLET; answer with a new version by ${answerDueAt}\n`,
  );
});
