import { partitionOf } from './partition-of.js';

/** murmur2 of the keys in Kafka's own unit tests, made positive, modulo ten. */
it.each([
  ['21', (-973_932_308 + 2 ** 31) % 10],
  ['foobar', (-790_332_482 + 2 ** 31) % 10],
  ['a-little-bit-long-string', (-985_981_536 + 2 ** 31) % 10],
  ['a-little-bit-longer-string', (-1_486_304_829 + 2 ** 31) % 10],
])('puts the key %s where every other Kafka client looks for it', (key, partition) => {
  expect(partitionOf('topic', key, 10)).toBe(partition);
  expect(partitionOf('topic', key, 1)).toBe(0);
});
