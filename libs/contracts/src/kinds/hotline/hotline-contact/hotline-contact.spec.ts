import { broken } from '../../../../test/examples.js';

const lastDrill = { at: '2026-04-01T00:00:00.000Z', ok: true };

it.each([
  ['belongs to somebody else', { orgId: 'demo-exchange-2' }, ['/body/orgId contact-organisation']],
  ['was drilled well and never answered', { lastDrill }, ['/body/lastDrill/answeredInSec contact-drill']],
  ['was drilled in vain', { lastDrill: { ...lastDrill, ok: false } }, []],
  ['has no channel', { channels: [] }, ['/body/channels minItems']],
  ['is attended on Mars', { schedule: { tz: 'Mars/Base', rrule: 'FREQ=DAILY' } }, ['/body/schedule/tz format']],
  ['is attended sometimes', { schedule: { tz: 'UTC', rrule: 'SOMETIMES' } }, ['/body/schedule/rrule format']],
])('judges a contact that %s', (_, body, faults) => {
  expect(broken('hotline-contact', { body })).toEqual(faults);
});

it.each([
  ['PHONE', ['+821012345678'], ['01012345678', '+0123456789', '+82 10 1234 5678', '+1234567890123456']],
  ['FAX', ['+12025550123'], ['fax@exchange.example']],
  [
    'EMAIL',
    ['le@exchange.example', '동결@exchange.example'],
    ['le@exchange', 'exchange.example', 'a b@exchange.example'],
  ],
  ['MATRIX', ['@desk:matrix.example', '#desk:matrix.example:8448'], ['desk:matrix.example', '@desk']],
  ['SIGNAL', ['+821012345678', 'freeze_desk.01'], ['freeze_desk', '1desk.01']],
  [
    'PORTAL',
    ['https://exchange.example/le?x=1'],
    ['http://exchange.example', 'https://a@exchange.example/', 'exchange.example'],
  ],
])('reaches a desk by %s only in the form that the type has', (type, good, bad) => {
  const verdict = (value: string) =>
    broken('hotline-contact', { body: { channels: [{ type, value, encrypted: false }] } });
  for (const value of good) expect([value, ...verdict(value)]).toEqual([value]);
  for (const value of bad)
    expect([value, ...verdict(value)]).toEqual([value, '/body/channels/0/value contact-channel']);
});
