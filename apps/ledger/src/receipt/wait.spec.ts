import { untilSome, waitOf } from './wait.js';

it.each([
  [undefined, 0],
  ['respond-async', 0],
  ['wait=3', 3_000],
  ['respond-async, wait=10', 10_000],
  ['wait=9999', 10_000],
  ['wait=-1', 0],
  ['await=5', 0],
])('reads how long a caller would wait: %s', (prefer, waitMs) => {
  expect(waitOf(prefer)).toBe(waitMs);
});

const present = () => false;

it('waits for what is not there yet, and no longer than told', async () => {
  let looks = 0;
  const look = async () => (++looks === 3 ? 'here' : undefined);
  expect(await untilSome(look, 10_000, present)).toBe('here');
  const begun = performance.now();
  expect(await untilSome(async () => undefined, 60, present)).toBeUndefined();
  expect(performance.now() - begun).toBeGreaterThanOrEqual(60);
});

it('looks no more for a caller who has left', async () => {
  let looks = 0;
  const look = async () => void looks++;
  expect(await untilSome(look, 60_000, () => looks === 2)).toBeUndefined();
  expect(looks).toBe(2);
});
