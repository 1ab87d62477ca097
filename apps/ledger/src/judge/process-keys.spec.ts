import { newKey, publicJwkOf } from '@holdfast/platform';
import { example } from '../../../../libs/contracts/test/examples.js';
import { ACCEPTED_AT, founded, gatewayKey, judge, operators, organisationMessage, record } from '../../test/people.js';

const ACKNOWLEDGEMENTS = 'holdfast.acknowledgements';
const next = newKey('gateway-2');
const at = (seconds: number) => new Date(Date.parse(ACCEPTED_AT) + seconds * 1_000).toISOString();

/** The hub's organisation, a version with these keys of the gateway; both operators say it. */
function hubWith(reference: string, ...keys: (typeof next & { notAfter?: string })[]) {
  const stated = keys.map(({ kid, jwk, ...rest }) => ({ kid, jwk: publicJwkOf({ jwk }), process: 'GATEWAY', ...rest }));
  const message = organisationMessage('hub', operators[0].id, { type: 'HUB', keys: stated }, reference);
  return record('hub', message, operators);
}

let said = 0;
function saidBy(key: typeof next, acceptedAt = ACCEPTED_AT) {
  const { sender: _exchange, ...message } = example('acknowledgement', 'delivered.v1');
  const one = record('hub', { ...message, reference: `said/${said++}` }, [{ key, by: 'partner' }]);
  return { ...one, timestamp: String(Date.parse(acceptedAt)) };
}

const statusOf = (known: ReturnType<typeof founded>, message: ReturnType<typeof saidBy>) =>
  judge(ACKNOWLEDGEMENTS, [message], known)[0]?.status;

it('lets the old and the new key of a process speak from the version that adds one to the version that ends the other', () => {
  const known = founded();
  expect([statusOf(known, saidBy(gatewayKey)), statusOf(known, saidBy(next))]).toEqual(['recorded', 'quarantined']);
  judge('holdfast.organisations', [hubWith('hub/2', gatewayKey, next)], known);
  expect([statusOf(known, saidBy(gatewayKey)), statusOf(known, saidBy(next))]).toEqual(['recorded', 'recorded']);
  judge('holdfast.organisations', [hubWith('hub/3', { ...gatewayKey, notAfter: ACCEPTED_AT }, next)], known);
  expect([statusOf(known, saidBy(gatewayKey)), statusOf(known, saidBy(next))]).toEqual(['quarantined', 'recorded']);
});

it('records what a key said before its end, whenever it is read, and nothing that it says from then on', () => {
  const known = founded();
  judge('holdfast.organisations', [hubWith('hub/2', { ...gatewayKey, notAfter: at(60) }, next)], known);
  expect(statusOf(known, saidBy(gatewayKey, at(59)))).toBe('recorded');
  expect(statusOf(known, saidBy(gatewayKey, at(60)))).toBe('quarantined');
});
