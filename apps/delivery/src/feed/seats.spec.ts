import { RateExceeded } from '@holdfast/contracts';
import { Seats } from './seats.js';

it('gives each partner its seats, and a seat again when one is left', () => {
  const seats = new Seats(2);
  const [leave] = [seats.take('acme'), seats.take('acme')];
  expect(() => seats.take('acme')).toThrow(RateExceeded);
  seats.take('bank');
  leave?.();
  seats.take('acme');
  expect(() => seats.take('acme')).toThrow(RateExceeded);
});
