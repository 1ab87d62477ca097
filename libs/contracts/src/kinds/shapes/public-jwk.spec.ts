import { broken } from '../../../test/examples.js';

const X = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const okp = { kty: 'OKP', crv: 'Ed25519', x: X };
const ec = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};

it.each([
  ['a key of Ed25519', okp, []],
  ['a key of P-256', ec, []],
  ['a point off its curve', { ...ec, y: ec.x }, ['/body/keys/0/jwk key-point']],
  ['another spelling of the same bytes', { ...okp, x: `${X.slice(0, -1)}p` }, ['/body/keys/0/jwk/x pattern']],
  ['one coordinate of two', { kty: 'EC', crv: 'P-256', x: ec.x }, ['/body/keys/0/jwk key-curve']],
])('judges %s', (_, jwk, faults) => {
  expect(broken('organisation', { body: { keys: [{ kid: 'a', jwk }] } })).toEqual(faults);
});
