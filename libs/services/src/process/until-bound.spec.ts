import { ServiceNotReady } from '../errors.js';
import { saysPortTaken, untilBound } from './until-bound.js';

/** A server that fails so often before it starts; `start` returns how often it was asked to. */
function failing(failures: number, details: Record<string, unknown>) {
  let starts = 0;
  return async () => {
    if (starts++ < failures) throw new ServiceNotReady('ended', details);
    return starts;
  };
}

it('starts anew while the port is taken, three times at most', async () => {
  await expect(untilBound(failing(2, { portTaken: true }))).resolves.toBe(3);
  await expect(untilBound(failing(3, { portTaken: true }))).rejects.toThrow('ended');
});

it('leaves every other failure as it is', async () => {
  await expect(untilBound(failing(1, { portTaken: false }))).rejects.toThrow('ended');
});

it.each([
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', true],
  ['org.apache.kafka.common.KafkaException: Socket server failed to bind\njava.net.BindException: …', true],
  ['FATAL:  data directory "/x" has wrong ownership', false],
])('reads from %j whether the port was taken: %s', (written, expected) => {
  expect(saysPortTaken(written)).toBe(expected);
});
