import { broken } from '../../../../test/examples.js';

const target = 1042;
const ofCase = { scope: 'CASE', targets: undefined, sender: 'demo-police' };
const envelope = { case: { number: 'ZZ-2026-0414' } };

it.each([
  ['erases no message', { body: { targets: undefined } }, ['/body/targets erasure-targets']],
  ['erases nobody', { body: { scope: 'SUBJECT', targets: undefined } }, ['/body/targets erasure-targets']],
  ['erases a case', { envelope, body: ofCase }, []],
  ['erases no case', { body: ofCase }, ['/case erasure-case']],
  ['erases a case and picks', { envelope, body: { ...ofCase, targets: [target] } }, ['/body/targets erasure-targets']],
  ['erases the case of nobody', { envelope, body: { ...ofCase, sender: undefined } }, ['/body/sender erasure-sender']],
  ['names messages and a sender', { body: { sender: 'demo-police' } }, ['/body/sender erasure-sender']],
  ['is of retention', { body: { scope: 'RETENTION', targets: undefined, retention: 'R2' } }, []],
  [
    'is of retention and no class',
    { body: { scope: 'RETENTION', targets: undefined } },
    ['/body/retention erasure-retention'],
  ],
  ['names a class and messages', { body: { retention: 'R2' } }, ['/body/retention erasure-retention']],
  ['is of retention and picks', { body: { scope: 'RETENTION', retention: 'R2' } }, ['/body/targets erasure-targets']],
  ['erases a message twice', { body: { targets: [target, target] } }, ['/body/targets/1 erasure-repeat']],
  ['has erased before', { body: { effectiveAt: '2026-04-14T07:39:59.999Z' } }, ['/body/effectiveAt erasure-effect']],
])('judges an erasure that %s', (_, change, faults) => {
  expect(broken('erasure', change)).toEqual(faults);
});
