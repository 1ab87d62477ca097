import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationInvalid, keyText, newKey, readKey, readSecrets, writeKey, writeSecret } from '@holdfast/platform';
import { KeyFiles } from './key-files.js';
import { rotateSecret } from './rotate-secret.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'holdfast-keys-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const [one, two] = [newKey('ledger-1'), newKey('ledger-2')];

function filesOf(): KeyFiles {
  const path = join(folder, 'ledger.jwk');
  writeKey(path, one);
  return new KeyFiles(path);
}

it('keeps the new key beside the old one until it takes its place, and the old private half no longer', async () => {
  const files = filesOf();
  await files.begin(two);
  expect([files.current, files.next, files.replaced]).toEqual([one, two, undefined]);
  await files.switch(two, ['ledger-1']);
  expect([files.current, files.next, files.replaced]).toEqual([two, undefined, ['ledger-1']]);
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(kept.join('')).not.toContain(String(one.jwk.d));
  expect(statSync(files.path).mode % 0o1000).toBe(0o600);
  files.clear();
  expect(readdirSync(folder)).toEqual(['ledger.jwk']);
});

it('remembers what was replaced when it was interrupted before the new key lay in its place alone', async () => {
  const files = filesOf();
  await files.begin(two);
  await files.switch(two, ['ledger-1']);
  writeFileSync(`${files.path}.next`, keyText(two), { mode: 0o600 });
  await files.switch(two, ['ledger-2']);
  expect([files.current, files.next, files.replaced]).toEqual([two, undefined, ['ledger-1']]);
});

it('takes the place of a key that was lost', async () => {
  const files = new KeyFiles(join(folder, 'ledger.jwk'));
  await files.begin(two);
  await files.switch(two, []);
  expect([readKey(files.path), files.replaced]).toEqual([two, []]);
});

it('puts a new erasure secret before those that it keeps, for their owner alone', async () => {
  const path = join(folder, 'erasure.secret');
  await expect(rotateSecret(path)).rejects.toThrow(ConfigurationInvalid);
  writeSecret(path);
  const [first] = readSecrets(path);
  expect(await rotateSecret(path)).toBe(2);
  expect(await rotateSecret(path)).toBe(3);
  const secrets = readSecrets(path).map((secret) => secret.export().toString('hex'));
  expect([new Set(secrets).size, secrets[2]]).toEqual([3, first?.export().toString('hex')]);
  expect(statSync(path).mode % 0o1000).toBe(0o600);
});
