import { broken } from '../../../../test/examples.js';

const okp = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
/** RFC 8037, appendix A.3: the thumbprint of this very key. */
const kid = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
const key = { kid, jwk: okp, class: 'SOFTWARE' };

it.each([
  ['has the key of RFC 8037', { keys: [key] }, []],
  ['names a key as it likes', { keys: [{ ...key, kid: 'a'.repeat(43) }] }, ['/body/keys/0/kid key-thumbprint']],
  ['has a key twice', { keys: [key, key] }, ['/body/keys/1/kid key-unique']],
  ['belongs to somebody else', { orgId: 'demo-exchange-1' }, ['/body/orgId officer-organisation']],
  ['would operate the hub', { roles: ['OPERATOR'] }, ['/body/roles/0 officer-operator']],
  ['may do nothing', { roles: [] }, ['/body/roles minItems']],
])('judges an officer that %s', (_, body, faults) => {
  expect(broken('officer', { body })).toEqual(faults);
});
