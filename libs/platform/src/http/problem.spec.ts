import { Forbidden, MessageRejected, RateExceeded } from '@holdfast/contracts';
import { problemOf, retryAfterSeconds } from '@holdfast/platform';

it('tells callers our errors with code and faults, and of foreign errors nothing', () => {
  const fault = { pointer: '/body', rule: 'type', message: 'must be object' };
  expect(problemOf(new MessageRejected([fault]))).toMatchObject({
    status: 400,
    code: 'message.rejected',
    faults: [fault],
  });
  expect(problemOf(new Forbidden('no', { rule: 'SUSPENDED' }))).toMatchObject({ status: 403, rule: 'SUSPENDED' });
  expect(JSON.stringify(problemOf(new Error('secret')))).not.toContain('secret');
});

it('says when to come back, for what may pass, and only for that', () => {
  expect(retryAfterSeconds(new RateExceeded('slow down', { retryAfterMs: 2_500 }))).toBe(3);
  expect(retryAfterSeconds(new Forbidden('no'))).toBeUndefined();
});
