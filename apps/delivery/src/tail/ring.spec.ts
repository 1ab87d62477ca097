import fc from 'fast-check';
import type { Item } from '../entries/item.js';
import { Ring } from './ring.js';

const item = (position: number, bytes = 2): Item => ({
  position,
  index: position,
  kind: 'address-flag',
  sender: 'police',
  acceptedAt: '2026-04-14T07:40:00.000Z',
  keys: ['members'],
  envelope: Buffer.alloc(bytes, '1'),
});

const plenty = { items: 1000, bytes: 1_000_000 };
const positions = (ring: Ring, after: number) => ring.after(after, 1000).map(({ position }) => position);

it('begins empty at its head, so that older positions are read elsewhere', () => {
  const ring = new Ring(41, plenty);
  expect([ring.floor, ring.head, positions(ring, 41)]).toEqual([41, 41, []]);
});

it('gives what follows a position, also one between items, and no more than asked', () => {
  const ring = new Ring(-1, plenty);
  ring.append([item(0), item(3), item(4)], 6);
  expect([-1, 0, 1, 3, 4, 6].map((after) => positions(ring, after))).toEqual([[0, 3, 4], [3, 4], [3, 4], [4], [], []]);
  expect(ring.after(-1, 2).map(({ position }) => position)).toEqual([0, 3]);
  expect(ring.head).toBe(6);
});

it('never gives one item of a position without the other', () => {
  const ring = new Ring(-1, plenty);
  ring.append([item(0), { ...item(3), index: 1 }, item(3), item(4)], 4);
  expect([1, 2, 3, 4].map((count) => ring.after(-1, count).length)).toEqual([1, 3, 3, 4]);
  expect(ring.after(2, 1).map(({ index }) => index)).toEqual([1, 3]);
});

it('forgets everything when something was erased: what it held is read elsewhere from then on', () => {
  const ring = new Ring(-1, plenty);
  ring.append([item(0), item(3)], 5);
  ring.clear();
  expect([ring.floor, ring.head, positions(ring, -1)]).toEqual([5, 5, []]);
  ring.append([item(6)], 6);
  expect(positions(ring, 5)).toEqual([6]);
});

it('lets the oldest go, even all, when bytes run out', () => {
  const ring = new Ring(-1, { items: 1000, bytes: 1000 });
  ring.append([item(0), item(1, 800)], 1);
  expect([ring.floor, positions(ring, 0)]).toEqual([0, [1]]);
  ring.append([item(2, 5000)], 2);
  expect([ring.floor, positions(ring, 2)]).toEqual([2, []]);
});

it('holds everything between its floor and its head, whatever was appended', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 200 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 20 }), (steps, limit) => {
      const ring = new Ring(-1, { items: limit, bytes: 1_000_000 });
      const all: number[] = [];
      for (const step of steps) {
        all.push((all.at(-1) ?? -1) + step);
        ring.append([item(all.at(-1) ?? 0)], all.at(-1) ?? 0);
      }
      expect(positions(ring, ring.floor)).toEqual(all.filter((position) => position > ring.floor));
      expect(positions(ring, ring.floor).length).toBe(Math.min(limit, all.length));
    }),
  );
});
