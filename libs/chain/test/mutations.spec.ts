import { checkAddress } from '@holdfast/chain';
import fc from 'fast-check';
import { checksumHolds } from './checksums.js';
import { chain, VALID } from './vectors.js';

const withChecksum = VALID.filter(([, , , , expected]) => expected?.checksum !== null);
const chains = [...new Set(withChecksum.map(([, name]) => name))];

it.each(withChecksum)('reads the checksum of %s: %s %s a second time alike', (_, name, text) => {
  expect(checksumHolds(name, text)).toBe(true);
});

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_+/:';
const place = fc.nat({ max: 999 });
const char = fc.constantFrom(...ALPHABET);

/** One slip of a hand: another character, two that change places, one too few, one too many, another case. */
const slip = fc.oneof(
  fc.record({ at: place, char }).map(({ at, char }) => edit(at, () => char)),
  fc.record({ at: place, char }).map(({ at, char }) => edit(at, (old) => old + char)),
  place.map((at) => edit(at, () => '')),
  place.map((at) => edit(at, (old) => (old === old.toLowerCase() ? old.toUpperCase() : old.toLowerCase()))),
  fc.tuple(place, place).map(([from, to]) => swap(from, to)),
);

function edit(at: number, change: (old: string) => string) {
  return (text: string) => {
    const here = at % text.length;
    return text.slice(0, here) + change(text[here] ?? '') + text.slice(here + 1);
  };
}

function swap(from: number, to: number) {
  return (text: string) => {
    const chars = [...text];
    const [a, b] = [from % chars.length, to % chars.length];
    return chars
      .with(a, chars[b] ?? '')
      .with(b, chars[a] ?? '')
      .join('');
  };
}

const mutation = fc
  .record({ name: fc.constantFrom(...chains), which: place, slips: fc.array(slip, { minLength: 1, maxLength: 3 }) })
  .map(({ name, which, slips }) => {
    const texts = withChecksum.filter((vector) => vector[1] === name).map(([, , text]) => text);
    const text = texts[which % texts.length] ?? '';
    return { name, text, mutated: slips.reduce((text, slip) => slip(text), text) };
  })
  .filter(({ text, mutated }) => mutated !== text);

it('accepts none of 10,000 mutations of valid addresses of every chain whose checksum does not hold', () => {
  expect(chains.length).toBeGreaterThanOrEqual(15);
  fc.assert(
    fc.property(mutation, ({ name, mutated }) => {
      const verdict = checkAddress(chain(name), mutated);
      // No verdict may pass a text by declaring that its form has no checksum: none of these forms is without.
      return !verdict.ok || (verdict.checksum === true && checksumHolds(name, mutated));
    }),
    { numRuns: 10_000 },
  );
});
