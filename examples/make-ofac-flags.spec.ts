import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAddress } from '@holdfast/chain';
import { addressesIn, readJson, seal } from '@holdfast/contracts';
import { ofacFlags } from './make-ofac-flags.js';

const committed = readFileSync(join(import.meta.dirname, 'ofac-flags.ndjson'), 'utf8');
const flags = committed
  .trimEnd()
  .split('\n')
  .map((line) => seal(readJson(line), 'demo-treasury').envelope);
const address = (flag: (typeof flags)[number]) => {
  const [found] = addressesIn(flag.body);
  if (!found) throw new Error('A flag without address');
  return found.address;
};

it('is what the script makes of the lists', () => {
  expect(committed).toBe(
    ofacFlags()
      .map((flag) => `${JSON.stringify(flag)}\n`)
      .join(''),
  );
});

it('holds all 438 rows, each a message of its own, and one that no chain accepts', () => {
  expect(new Set(flags.map(({ messageId }) => messageId)).size).toBe(438);
  const bad = flags.filter((flag) => !checkAddress(address(flag).chainId, address(flag).address).ok);
  expect(bad.map(({ reference }) => reference)).toEqual([
    'OFAC-XMR-5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320',
  ]);
});

it('puts the rows of token lists on the chain they belong to', () => {
  const chains = flags.filter(({ reference }) => reference.startsWith('OFAC-USD')).map((flag) => address(flag).chainId);
  const count = (id: string) => chains.filter((each) => each === id).length;
  expect([count('tron:0x2b6653dc'), count('eip155:1'), count('bip122:000000000019d6689c085ae165831e93')]).toEqual([
    6, 7, 5,
  ]);
});
