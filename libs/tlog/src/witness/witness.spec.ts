import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { refusedOrRead, spoiled } from '../../test/hostile.js';
import { naiveConsistency, naiveRoot, numbered } from '../../test/naive.js';
import { TlogMalformed } from '../malformed.js';
import { checkpointText } from '../note/checkpoint.js';
import { printNote, parseNote } from '../note/note.js';
import { ed25519Signer, signNote } from '../note/sign.js';
import { ED25519 } from '../note/verifier-key.js';
import { EMPTY_ROOT } from '../tree/hash.js';
import { parseAddCheckpoint, printAddCheckpoint } from './add-checkpoint.js';
import { judgeCheckpoint } from './judge-checkpoint.js';

const origin = 'example.test/log';
const log = ed25519Signer(origin, ED25519, generateKeyPairSync('ed25519').privateKey);
const thief = ed25519Signer(origin, ED25519, generateKeyPairSync('ed25519').privateKey);
const entries = numbered(12);

const signed = (size: number, root = naiveRoot(entries.slice(0, size)), signer = log, name = origin) =>
  printNote(signNote(checkpointText({ origin: name, size, root, extensions: [] }), [signer]));

/** A request from a size to another, with the true proof. */
const request = (old: number, size: number) => ({
  old,
  proof: old === 0 ? [] : naiveConsistency(old, entries.slice(0, size)),
  checkpoint: signed(size),
});

const last = (size: number) => () => ({ size, root: naiveRoot(entries.slice(0, size)) });
const judge = (wish: Parameters<typeof judgeCheckpoint>[0], size: number) =>
  judgeCheckpoint(wish, last(size), [log.key]);

it.each([
  [0, 7],
  [7, 12],
  [12, 12],
  [0, 0],
])('cosigns what grew from %i to %i', (old, size) => {
  expect(judge(request(old, size), old)).toEqual({
    status: 200,
    checkpoint: { origin, size, root: naiveRoot(entries.slice(0, size)), extensions: [] },
    text: parseNote(signed(size)).text,
  });
});

it('takes the signature of any key that it trusts for the log, and no root for a tree of nothing', () => {
  const keys = [ed25519Signer(origin, ED25519, generateKeyPairSync('ed25519').privateKey).key, log.key];
  expect(judgeCheckpoint(request(0, 7), () => ({ size: 0, root: Buffer.alloc(32) }), keys)).toMatchObject({
    status: 200,
  });
});

it.each([
  ['no note', { old: 0, proof: [], checkpoint: 'x' }, 0, { status: 400 }],
  ['an unknown log', { old: 0, proof: [], checkpoint: signed(1, undefined, log, 'other.test') }, 0, { status: 404 }],
  ['a signature of another key', { old: 0, proof: [], checkpoint: signed(7, undefined, thief) }, 0, { status: 403 }],
  ['a broken signature', { ...request(0, 7), checkpoint: signed(7).replace('\n7\n', '\n8\n') }, 0, { status: 403 }],
  ['an old size over the new one', { ...request(0, 7), old: 8 }, 8, { status: 400 }],
  ['an old size that was not the last', request(7, 12), 6, { status: 409, size: 6 }],
  ['a smaller tree than the last', request(0, 7), 12, { status: 409, size: 12 }],
  ['another root at the same size', { old: 7, proof: [], checkpoint: signed(7, Buffer.alloc(32)) }, 7, { status: 422 }],
  ['a fork', { ...request(7, 12), checkpoint: signed(12, Buffer.alloc(32)) }, 7, { status: 422 }],
  ['a proof from nothing', { ...request(0, 7), proof: [EMPTY_ROOT] }, 0, { status: 422 }],
  ['an empty tree with a root', { old: 0, proof: [], checkpoint: signed(0, Buffer.alloc(32)) }, 0, { status: 422 }],
])('does not cosign %s', (_, wish, size, verdict) => {
  expect(judge(wish, size)).toMatchObject(verdict);
});

it('answers whatever it is sent', () => {
  const sent = printAddCheckpoint(request(7, 12));
  fc.assert(
    fc.property(spoiled(sent), (text) => {
      const read = refusedOrRead(() => {
        const { status } = judge(parseAddCheckpoint(text), 7);
        // What is cosigned is the text of the log, whatever else was spoiled around it.
        expect(status === 200 && !text.includes(parseNote(signed(12)).text)).toBe(false);
      });
      expect(read).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('prints a request as the specification has it, and reads it back', () => {
  const wish = request(7, 12);
  const printed = printAddCheckpoint(wish);
  expect(printed.startsWith(`old 7\n${wish.proof[0]?.toString('base64')}\n`)).toBe(true);
  expect(printed.endsWith(`\n\n${wish.checkpoint}`)).toBe(true);
  expect(parseAddCheckpoint(printed)).toEqual(wish);
  for (const bad of ['', 'old 07\n\nx', 'new 7\n\nx', `old 1\n${'AA==\n'.repeat(2)}\nx`]) {
    expect(() => parseAddCheckpoint(bad)).toThrow(TlogMalformed);
  }
});
