import { Forbidden, Unavailable } from '@holdfast/contracts';
import { errorFields, logger } from '@holdfast/platform';

it('writes one JSON line with ids and codes, and hides what could be content or secret', () => {
  const lines: string[] = [];
  const log = logger('test', 'info', { write: (line) => void lines.push(line) });
  log.info({
    messageId: 'id-1',
    body: 'secret',
    req: { headers: { authorization: 'secret' } },
    call: { token: 'secret' },
  });
  log.debug('too fine');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name: 'test', messageId: 'id-1' });
  expect(lines[0]).not.toContain('secret');
});

it('says of our errors the code and the safe details, and why', () => {
  expect(errorFields(new Forbidden('no', { rule: 'SUSPENDED', code: 'x' }))).toEqual({
    rule: 'SUSPENDED',
    code: 'policy.refused',
  });
  const cause = Object.assign(new Error('connect to secret failed'), { code: 'ECONNREFUSED' });
  const fields = errorFields(new Unavailable('no answer', {}, { cause }));
  expect(fields).toMatchObject({ code: 'hub.unavailable', cause: { code: 'ECONNREFUSED', name: 'Error' } });
  expect(JSON.stringify(fields)).not.toContain('secret');
});

it('says of foreign errors code, name and place, never the text', () => {
  const error = new TypeError('invalid input: secret\n    at secret.place (x:1:1)');
  expect(errorFields(error)).toEqual({ code: 'TypeError', name: 'TypeError', at: expect.stringContaining('log.spec') });
  expect(errorFields(Object.assign(new Error('a'), { code: 'value secret' })).code).toBe('Error');
  expect(errorFields('secret')).toEqual({ code: 'unknown' });
});
