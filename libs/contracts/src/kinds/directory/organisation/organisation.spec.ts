import { broken } from '../../../../test/examples.js';

const okp = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

it.each([
  [
    'repeats a key id',
    {
      keys: [
        { kid: 'a', jwk: okp },
        { kid: 'a', jwk: okp },
      ],
    },
    ['/body/keys/1/kid key-unique'],
  ],
  ['mixes curve and type', { keys: [{ kid: 'a', jwk: { ...okp, crv: 'P-256' } }] }, ['/body/keys/0/jwk key-curve']],
  ['claims a process key', { keys: [{ kid: 'a', jwk: okp, process: 'LEDGER' }] }, ['/body/keys/0/process key-process']],
  ['spells out membership', { groups: ['members'] }, ['/body/groups/0 group-implied']],
])('judges an organisation that %s', (_, body, faults) => {
  expect(broken('organisation', { body })).toEqual(faults);
});
