import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressesAsked } from './addresses-asked.js';

const TRON = 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8';
const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'addresses-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const path = join(folder, 'addresses.txt');
  writeFileSync(path, text);
  return path;
}

it('takes addresses from the command line and from a file, each account once', () => {
  const file = fileOf(`\n${BITCOIN}:${P2PKH}\r\n  ${TRON}  \n`);
  expect(addressesAsked([TRON], { file }).map(({ chainId }) => chainId)).toEqual(['tron:0x2b6653dc', BITCOIN]);
});

it('names every address that is none, and its line', () => {
  const file = fileOf(`${TRON}\n\nnonsense\n${P2PKH}\n`);
  expect(() => addressesAsked([], { file })).toThrow(
    /^2 of 3 addresses cannot be asked about; nothing was sent:\n .*addresses.txt:3 nonsense .*\n .*addresses.txt:4 1Boat/,
  );
});

it('names twenty of many, and counts the rest', () => {
  const file = fileOf(`${TRON}\n${'nonsense\n'.repeat(25)}`);
  expect(() => addressesAsked([], { file })).toThrow(/\n {2}… and 5 more$/);
});

it('asks for an address where there is none', () => {
  expect(() => addressesAsked([], {})).toThrow(/--file/);
  expect(() => addressesAsked([], { file: fileOf('\n') })).toThrow(/--file/);
  expect(() => addressesAsked([], { file: join(folder, 'none.txt') })).toThrow(/There is no file/);
});
