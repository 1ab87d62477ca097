import { broken, example } from '../../../../test/examples.js';

const [btc, eth, tron] = Object(example('reserve-statement', 'full.v1').body).addresses;
const proof = (type: string) => ({ ...btc.proof, type });
const solana = { address: { ...tron.address, chainId: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' } };

it.each([
  ['is true of now', { asOf: '2026-04-14T07:40:00.000Z' }, []],
  ['is true of later', { asOf: '2026-04-14T07:40:00.001Z' }, ['/body/asOf reserve-as-of']],
  ['names an address twice', { addresses: [btc, eth, btc] }, ['/body/addresses/2/address reserve-address-unique']],
  [
    'proves Bitcoin as Ethereum does',
    { addresses: [{ ...btc, proof: proof('EIP191') }] },
    ['/body/addresses/0/proof/type reserve-proof'],
  ],
  ['proves TRON as TRON does', { addresses: [{ ...tron, proof: proof('TIP191') }] }, []],
  [
    'proves TRON as Solana does',
    { addresses: [{ ...tron, proof: proof('ED25519') }] },
    ['/body/addresses/0/proof/type reserve-proof'],
  ],
  ['proves Solana as Solana does', { addresses: [{ ...solana, proof: proof('ED25519') }] }, []],
  [
    'proves Solana as Bitcoin does',
    { addresses: [{ ...solana, proof: proof('BIP322') }] },
    ['/body/addresses/0/proof/type reserve-proof'],
  ],
])('judges a statement that %s', (_, body, faults) => {
  expect(broken('reserve-statement', { body })).toEqual(faults);
});
