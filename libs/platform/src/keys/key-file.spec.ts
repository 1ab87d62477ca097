import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationInvalid, newKey, readKey, writeKey } from '@holdfast/platform';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('keeps a key for its owner alone, and never overwrites one', () => {
  const path = join(folder, 'keys', 'a.jwk');
  const key = newKey('a-1');
  writeKey(path, key);
  expect(statSync(path).mode % 0o1000).toBe(0o600);
  expect(readKey(path)).toEqual(key);
  expect(() => writeKey(path, newKey('a-2'))).toThrow(/EEXIST/);
  expect(() => readKey(join(folder, 'none.jwk'))).toThrow(ConfigurationInvalid);
  for (const mode of [0o640, 0o604]) {
    chmodSync(path, mode);
    expect(() => readKey(path)).toThrow(/chmod 600/);
  }
});
