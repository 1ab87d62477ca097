import fc from 'fast-check';
import { flipped } from '../../test/hostile.js';
import { naiveConsistency, naivePath, naiveRoot, numbered } from '../../test/naive.js';
import { Frontier } from './frontier.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.js';
import { verifyConsistency, verifyInclusion } from './verify.js';

const hex = (text: string) => Buffer.from(text, 'hex');

/** The reference tree of Certificate Transparency (google/certificate-transparency, merkletree tests). */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

it('gives the published roots of the reference tree', () => {
  expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  let frontier = Frontier.empty;
  for (const [at, entry] of ENTRIES.entries()) {
    frontier = frontier.append([leafHash(entry)]);
    expect(frontier.root().toString('hex')).toBe(ROOTS[at]);
  }
});

/** Subtrees of it, by the leaves that they span. */
const SUBTREES = {
  '0-1': ROOTS[0],
  '1-2': '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0-2': ROOTS[1],
  '2-4': '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '0-4': ROOTS[3],
  '4-5': 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4-6': '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  '6-8': 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  '4-8': '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
};
const published = (...parts: (keyof typeof SUBTREES)[]) => parts.map((part) => hex(SUBTREES[part] ?? ''));
const publishedHead = (size: number) => ({ size, root: hex(ROOTS[size - 1] ?? '') });

it.each([
  [0, 1, published()],
  [0, 8, published('1-2', '2-4', '4-8')],
  [5, 8, published('4-5', '6-8', '0-4')],
  [2, 3, published('0-2')],
  [1, 5, published('0-1', '2-4', '4-5')],
])('verifies the published proof of leaf %i in %i, and makes it as the specification does', (index, size, proof) => {
  const leaf = leafHash(ENTRIES[index] ?? hex(''));
  expect(verifyInclusion({ index, leaf, proof, ...publishedHead(size) })).toBe(true);
  expect(naivePath(index, ENTRIES.slice(0, size))).toEqual(proof);
});

it.each([
  [1, 1, published()],
  [1, 8, published('1-2', '2-4', '4-8')],
  [6, 8, published('4-6', '6-8', '0-4')],
  [2, 5, published('2-4', '4-5')],
])('verifies the published proof that %i grew to %i, and makes it as the specification does', (less, size, proof) => {
  expect(verifyConsistency({ from: publishedHead(less), to: publishedHead(size), proof })).toBe(true);
  expect(naiveConsistency(less, ENTRIES.slice(0, size))).toEqual(proof);
});

const LARGEST = 300;
const entries = numbered(LARGEST);
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => naiveRoot(entries.slice(0, size)));
const rootOf = (size: number) => roots[size] ?? Buffer.alloc(0);

it('gives the root of RFC 6962 for every size, however entries are appended', () => {
  const leaves = entries.map(leafHash);
  fc.assert(
    fc.property(fc.array(fc.nat(LARGEST), { maxLength: 5 }), (borders) => {
      let frontier = Frontier.empty;
      for (const end of [...borders.toSorted((one, other) => one - other), LARGEST]) {
        frontier = frontier.append(leaves.slice(frontier.size, end));
        expect(frontier.root()).toEqual(rootOf(frontier.size));
        expect(Frontier.of(frontier.size, [...frontier.hashes]).root()).toEqual(rootOf(frontier.size));
      }
    }),
    { numRuns: 20 },
  );
});

it('is made of whole sizes and whole hashes only', () => {
  for (const size of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => Frontier.of(size, [])).toThrow(RangeError);
  expect(() => Frontier.of(3, [Buffer.alloc(32)])).toThrow(RangeError);
  expect(() => nodeHash(EMPTY_ROOT, Buffer.alloc(31))).toThrow(RangeError);
});

const sizes = fc.integer({ min: 2, max: LARGEST }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

it('refuses an inclusion proof with any changed byte, place or size', () => {
  fc.assert(
    fc.property(sizes, fc.nat(1_000), ([size, index], at) => {
      const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
      const good = { index, size, leaf, root: rootOf(size), proof: naivePath(index, entries.slice(0, size)) };
      expect(verifyInclusion(good)).toBe(true);
      expect(verifyInclusion({ ...good, leaf: flipped(leaf, at) })).toBe(false);
      expect(verifyInclusion({ ...good, root: flipped(good.root, at) })).toBe(false);
      expect(verifyInclusion({ ...good, proof: [...good.proof, leaf] })).toBe(false);
      expect(verifyInclusion({ ...good, index: size })).toBe(false);
      expect(verifyInclusion({ ...good, index: -1 })).toBe(false);
      expect(verifyInclusion({ ...good, index: (index + 1) % size })).toBe(false);
      expect(verifyInclusion({ ...good, size: size * 2 })).toBe(false);
      for (const [place, hash] of good.proof.entries()) {
        expect(verifyInclusion({ ...good, proof: good.proof.with(place, flipped(hash, at)) })).toBe(false);
        expect(verifyInclusion({ ...good, proof: good.proof.toSpliced(place, 1) })).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

it('refuses a consistency proof with any changed byte or size', () => {
  fc.assert(
    fc.property(sizes, fc.nat(1_000), ([size, less], at) => {
      const [from, to] = [
        { size: less, root: rootOf(less) },
        { size, root: rootOf(size) },
      ];
      const proof = less === 0 ? [] : naiveConsistency(less, entries.slice(0, size));
      expect(verifyConsistency({ from, to, proof })).toBe(true);
      expect(verifyConsistency({ from: { ...from, root: flipped(from.root, at) }, to, proof })).toBe(false);
      // From nothing everything grows: only then is the new root beyond question.
      const changed = { ...to, root: flipped(to.root, at) };
      expect(verifyConsistency({ from, to: changed, proof })).toBe(less === 0);
      for (const [place, hash] of proof.entries()) {
        expect(verifyConsistency({ from, to, proof: proof.with(place, flipped(hash, at)) })).toBe(false);
        expect(verifyConsistency({ from, to, proof: proof.toSpliced(place, 1) })).toBe(false);
      }
      expect(verifyConsistency({ from: to, to: from, proof })).toBe(false);
      expect(verifyConsistency({ from, to, proof: [...proof, from.root] })).toBe(false);
    }),
    { numRuns: 60 },
  );
});

it('answers hostile claims without throwing', () => {
  const hash = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
  const size = fc.oneof(fc.maxSafeInteger(), fc.double(), fc.nat(9));
  fc.assert(
    fc.property(size, size, hash, hash, fc.array(hash, { maxLength: 70 }), (index, end, leaf, root, proof) => {
      expect(verifyInclusion({ index, size: end, leaf, root, proof })).toBe(false);
      verifyConsistency({ from: { size: index, root: leaf }, to: { size: end, root }, proof });
    }),
  );
});
