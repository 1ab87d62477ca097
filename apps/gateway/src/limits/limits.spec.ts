import { RateExceeded } from '@holdfast/contracts';
import fc from 'fast-check';
import { RateLimit } from './rate-limit.js';
import { Recent } from './recent.js';
import { Seats } from './seats.js';
import { TokenBucket } from './token-bucket.js';

it('never gives more than the burst and what time has refilled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(200)), (burst, waits) => {
      const bucket = new TokenBucket({ perSecond: 10, burst }, 0);
      let [now, taken] = [0, 0];
      for (const wait of waits) {
        now += wait;
        if (bucket.take(now) === 0) taken++;
        expect(taken).toBeLessThanOrEqual(burst + (now / 1000) * 10 + 1e-6);
      }
    }),
  );
});

it('says how long to wait, and keeps its word', () => {
  const bucket = new TokenBucket({ perSecond: 4, burst: 1 }, 0);
  expect(bucket.take(0)).toBe(0);
  expect(bucket.take(0)).toBe(250);
  expect(bucket.take(125)).toBe(125);
  expect(bucket.take(250)).toBe(0);
});

it('limits each caller on its own', () => {
  const limit = new RateLimit({ perSecond: 1, burst: 2 });
  limit.take('a', 0);
  limit.take('a', 0);
  expect(() => limit.take('a', 0)).toThrow(RateExceeded);
  expect(() => limit.take('b', 0)).not.toThrow();
  expect(() => limit.take('a', 1000)).not.toThrow();
});

it('forgets what was not used for longest', () => {
  const recent = new Recent<string, number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.get('a');
  recent.set('c', 3);
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
});

it('gives each partner its seats, and a seat again when the work is over, however it ended', async () => {
  const seats = new Seats(1);
  const work = Promise.withResolvers<void>();
  const first = seats.during('acme', () => work.promise);
  await expect(seats.during('acme', async () => undefined)).rejects.toThrow(RateExceeded);
  await seats.during('bank', async () => undefined);
  work.reject(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await expect(seats.during('acme', async () => 'again')).resolves.toBe('again');
});
