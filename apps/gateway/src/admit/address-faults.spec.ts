import { seal } from '@holdfast/contracts';
import { example } from '../../test/example.js';
import { addressFaults } from './address-faults.js';

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const EVM = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';

const bitcoin = {
  accountId: `${BITCOIN}:${P2PKH}`,
  chainId: BITCOIN,
  address: P2PKH,
  format: 'P2PKH',
  checksumOk: true,
};
const mixed = {
  accountId: `eip155:1:${EVM}`,
  chainId: 'eip155:1',
  address: EVM,
  format: 'EVM',
  checksumOk: true,
};

function faultsOf(address: object) {
  const flag = example('address-flag', 'x');
  const { envelope } = seal({ ...flag, body: { ...flag.body, address } }, 'acme');
  return addressFaults(envelope).map(({ pointer, rule }) => [pointer.replace('/body/address/', ''), rule]);
}

it.each([[bitcoin], [mixed]])('accepts what the chain says itself', (address) => {
  expect(faultsOf(address)).toEqual([]);
});

it.each<[object, [string, string][]]>([
  [{ ...bitcoin, address: P2PKH.replace('Boat', 'Baat') }, [['address', 'address-checksum']]],
  [{ ...bitcoin, address: EVM }, [['chainId', 'address-wrong-chain']]],
  [{ ...bitcoin, address: 'nothing' }, [['address', 'address-malformed']]],
  [{ ...bitcoin, chainId: 'nochain:1' }, [['chainId', 'address-chain']]],
  [{ ...bitcoin, format: 'P2SH' }, [['format', 'address-format']]],
  [{ ...bitcoin, checksumOk: false }, [['checksumOk', 'address-checksum-verdict']]],
  [{ ...bitcoin, checksumOk: undefined }, [['checksumOk', 'address-checksum-verdict']]],
  [{ ...mixed, address: EVM.toLowerCase() }, [['checksumOk', 'address-checksum-verdict']]],
  [{ ...mixed, address: EVM.replace('fB', 'Fb') }, [['address', 'address-checksum']]],
  [{ ...mixed, accountId: `eip155:137:${EVM}` }, [['accountId', 'address-canonical']]],
  [
    { ...bitcoin, accountId: `${BITCOIN}:${P2PKH.toLowerCase()}`, format: 'P2SH' },
    [
      ['accountId', 'address-canonical'],
      ['format', 'address-format'],
    ],
  ],
])('refuses what differs: %j', (address, expected) => {
  expect(faultsOf(JSON.parse(JSON.stringify(address)))).toEqual(expected);
});

it('names the chain that an address belongs to, and never the address', () => {
  const flag = example('address-flag', 'x');
  const { envelope } = seal({ ...flag, body: { ...flag.body, address: { ...bitcoin, address: EVM } } }, 'acme');
  const [fault] = addressFaults(envelope);
  expect(fault?.message).toMatch(/eip155:1\b/);
  expect(JSON.stringify(fault)).not.toContain(EVM);
});

it('looks at every address, wherever the kind puts it', () => {
  const alert = example('case-alert', 'x');
  const wrong = { ...bitcoin, format: 'P2SH' };
  const chainId = BITCOIN;
  const transactions = [{ chainId, txHash: 'a'.repeat(64), from: [bitcoin], to: [bitcoin, wrong] }];
  const { envelope } = seal({ ...alert, body: { ...alert.body, addresses: [wrong], transactions } }, 'acme');
  expect(addressFaults(envelope).map(({ pointer }) => pointer)).toEqual([
    '/body/addresses/0/format',
    '/body/transactions/0/to/1/format',
  ]);
});
