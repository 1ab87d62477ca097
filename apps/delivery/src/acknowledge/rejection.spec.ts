import { kindOf, seal } from '@holdfast/contracts';
import { example } from '../../../../libs/contracts/test/examples.js';
import { rejection } from './rejection.js';

const AT = '2026-04-14T07:40:01.000Z';

function conflict(over: object = {}) {
  const { sender, ...message } = example('address-flag');
  return seal({ ...message, ...over }, sender).envelope;
}

it('is a message of the hub that its sender alone may read, the same whenever it is made', () => {
  const { envelope, contentHash } = seal(rejection(7, AT, conflict()), 'hub');
  expect(envelope.audience).toEqual({ partners: [conflict().sender] });
  expect(kindOf(envelope.kind, envelope.version)?.officers?.(envelope)).toBe(0);
  expect(seal(rejection(7, AT, conflict()), 'hub').contentHash).toEqual(contentHash);
  expect(seal(rejection(8, AT, conflict()), 'hub').envelope.messageId).not.toBe(envelope.messageId);
});

it('says nothing of what is in conflict but its id, and whether it is an exercise', () => {
  const one = rejection(7, AT, conflict());
  expect(rejection(7, AT, conflict({ body: { ...Object(example('address-flag').body), confidence: 3 } }))).toEqual(one);
  expect(rejection(7, AT, { ...conflict(), exercise: true })).toEqual({ ...one, exercise: true });
});
