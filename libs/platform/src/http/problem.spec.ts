import { Forbidden, HubError, MessageRejected, RateExceeded } from '@holdfast/contracts';
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

it('never tells a caller to come back from a fault of ours, nor hides that a passing one will pass', () => {
  class Passing extends HubError {
    readonly code = 'new.passing';
    override readonly retryable = true;
  }
  class Lasting extends HubError {
    readonly code = 'new.lasting';
  }
  expect(problemOf(new Passing('later')).status).toBe(503);
  expect(problemOf(new Lasting('never')).status).toBe(500);
  expect(retryAfterSeconds(new Lasting('never'))).toBeUndefined();
});

it('lets no detail of an error stand in for the status or the code', () => {
  expect(problemOf(new Forbidden('no', { status: 200, code: 'x', title: 'y' }))).toMatchObject({
    status: 403,
    code: 'policy.refused',
    title: 'Not allowed',
  });
});

it('says when to come back, for what may pass, and only for that', () => {
  expect(retryAfterSeconds(new RateExceeded('slow down', { retryAfterMs: 2_500 }))).toBe(3);
  expect(retryAfterSeconds(new Forbidden('no'))).toBeUndefined();
});
