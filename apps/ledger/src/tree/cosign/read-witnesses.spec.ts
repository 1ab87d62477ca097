import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationInvalid } from '@holdfast/platform';
import { COSIGNATURE_V1, ED25519, printVerifierKey, verifierKey } from '@holdfast/tlog';
import { readWitnesses } from './read-witnesses.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-witnesses-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = (name: string, byte: number, type = COSIGNATURE_V1) => verifierKey(name, type, Buffer.alloc(32, byte));
const line = (...of: Parameters<typeof key>) => printVerifierKey(key(...of));

function read(text: string, witnessQuorum = 0) {
  const witnessesFile = join(folder, 'witnesses');
  writeFileSync(witnessesFile, text);
  return readWitnesses({ witnessesFile, witnessQuorum });
}

it('reads who is to be asked, and where', () => {
  const text = `# ours\n${line('a.test', 1)} http://a.test:7410/\n\n  ${line('b.test', 2)}  https://b.test/witness\n`;
  expect(read(text, 2)).toEqual([
    { key: key('a.test', 1), url: 'http://a.test:7410' },
    { key: key('b.test', 2), url: 'https://b.test/witness' },
  ]);
  expect(readWitnesses({ witnessQuorum: 0 })).toEqual([]);
});

it.each([
  ['no key', 'x http://a.test', 'line 1: this is no verifier key'],
  ['the key of a log', `${line('a.test', 1, ED25519)} http://a.test`, 'not the key of a witness'],
  ['no URL', line('a.test', 1), 'comes the URL'],
  ['another protocol', `${line('a.test', 1)} file:///a`, 'comes the URL'],
  ['one key under two names', `${line('a.test', 1)} http://a\n${line('b.test', 1)} http://b`, 'line 2: this key was'],
])('refuses %s by its line', (_, text, says) => {
  expect(() => read(text)).toThrow(ConfigurationInvalid);
  expect(() => read(text)).toThrow(says);
});

it('refuses a quorum that nobody can meet, and a file that is not there', () => {
  expect(() => read(`${line('a.test', 1)} http://a.test`, 2)).toThrow('asks for 2 witnesses');
  expect(() => readWitnesses({ witnessQuorum: 1 })).toThrow('names 0');
  expect(() => readWitnesses({ witnessesFile: join(folder, 'none'), witnessQuorum: 0 })).toThrow('cannot be read');
});
