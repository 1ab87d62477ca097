import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signContent, verifyContent } from '@holdfast/contracts';
import {
  ConfigurationInvalid,
  InternalSigner,
  keyInFile,
  newKey,
  publicJwkOf,
  readSecrets,
  verifyInternal,
  writeKey,
  writeSecret,
} from '@holdfast/platform';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const content = Buffer.alloc(32, 1);

/** Puts a key in the place of another, as a rotation does. */
function replace(path: string, key: ReturnType<typeof newKey>): void {
  writeKey(`${path}.next`, key);
  renameSync(`${path}.next`, path);
}

it('signs with the key that lies in the file, each signature under the id of its own key', () => {
  const path = join(folder, 'ledger.jwk');
  const [one, two] = [newKey('ledger-1'), newKey('ledger-2')];
  writeKey(path, one);
  const key = keyInFile(path);
  expect(verifyContent(content, signContent(content, 'partner', key), publicJwkOf(one))).toBe(true);
  replace(path, two);
  const after = signContent(content, 'partner', key);
  expect([after.kid, verifyContent(content, after, publicJwkOf(two))]).toEqual(['ledger-2', true]);
});

it('goes on with the key it has while the file is damaged or others could read it, and takes up the next good one', () => {
  const path = join(folder, 'gateway.jwk');
  writeKey(path, newKey('gateway-1'));
  const key = keyInFile(path);
  writeFileSync(path, '{');
  expect(key.kid).toBe('gateway-1');
  replace(path, newKey('gateway-2'));
  chmodSync(path, 0o644);
  expect(key.kid).toBe('gateway-1');
  chmodSync(path, 0o600);
  expect(key.kid).toBe('gateway-2');
  rmSync(path);
  expect(key.kid).toBe('gateway-2');
  expect(() => keyInFile(path)).toThrow(ConfigurationInvalid);
});

it('signs internal tokens with the new key at once, whatever it has signed before', async () => {
  const path = join(folder, 'signer.jwk');
  const next = newKey('gateway-2');
  writeKey(path, newKey('gateway-1'));
  const signer = new InternalSigner('gateway', keyInFile(path));
  await signer.sign('ledger', 'demo-police');
  replace(path, next);
  const token = await signer.sign('ledger', 'demo-police');
  const onlyNext = (kid: string) => (kid === 'gateway-2' ? publicJwkOf(next) : undefined);
  expect(await verifyInternal(token, 'ledger', onlyNext)).toMatchObject({ subject: 'demo-police' });
});

it('reads every secret of a file, the newest first', () => {
  const path = join(folder, 'erasure.secret');
  writeSecret(path);
  const [first] = readSecrets(path);
  writeFileSync(path, `${'ab'.repeat(32)}\n${first?.export().toString('hex')}\n`);
  expect(readSecrets(path).map((secret) => secret.export().toString('hex'))).toEqual([
    'ab'.repeat(32),
    first?.export().toString('hex'),
  ]);
  for (const damaged of ['', `${'ab'.repeat(32)}\nab\n`]) {
    writeFileSync(path, damaged);
    expect(() => readSecrets(path)).toThrow(ConfigurationInvalid);
  }
});
