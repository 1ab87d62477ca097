import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { refusedOrRead, spoiled } from '../../test/hostile.js';
import { TlogMalformed } from '../malformed.js';
import { checkpointText, openCheckpoint, parseCheckpoint } from './checkpoint.js';
import { parseNote, parseSignature, printNote, printSignature } from './note.js';
import { cosign, ed25519Signer, signNote } from './sign.js';
import { verifiedBy } from './verified-by.js';
import { COSIGNATURE_V1, ED25519, parseVerifierKey, printVerifierKey, verifierKey } from './verifier-key.js';

/** The example of golang.org/x/mod/sumdb/note, from which C2SP signed-note grew. */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SIGNED = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

/** The example of C2SP signed-note. */
const FOO = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SIGNED_BY_FOO = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

it.each([
  ['PeterNeumann', NEUMANN, SIGNED],
  ['example.com/foo', FOO, SIGNED_BY_FOO],
])('verifies the published note of %s, and finds every changed byte of it', (_, line, signed) => {
  const key = parseVerifierKey(line);
  expect(printVerifierKey(key)).toBe(line);
  const note = parseNote(signed);
  expect(printNote(note)).toBe(signed);
  expect(verifiedBy(note, [key])).toEqual([{ key }]);
  for (let at = 0; at < note.text.length - 1; at++) {
    const text = `${note.text.slice(0, at)}${note.text[at] === 'x' ? 'y' : 'x'}${note.text.slice(at + 1)}`;
    expect(() => verifiedBy({ ...note, text }, [key])).toThrow(TlogMalformed);
  }
});

const log = ed25519Signer('example.test/log', ED25519, generateKeyPairSync('ed25519').privateKey);
const other = ed25519Signer('example.test/log', ED25519, generateKeyPairSync('ed25519').privateKey);
const witness = ed25519Signer('witness.test/w1', COSIGNATURE_V1, generateKeyPairSync('ed25519').privateKey);
const checkpoint = { origin: 'example.test/log', size: 20_852_163, root: Buffer.alloc(32, 5), extensions: [] };
const text = checkpointText(checkpoint);

it('signs with Ed25519 as RFC 8032 does, under a name', () => {
  const d = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const x = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: d.toString('base64url'), x: x.toString('base64url') };
  const signer = ed25519Signer('rfc8032.test', ED25519, createPrivateKey({ key: jwk, format: 'jwk' }));
  expect(signer.key.publicKey).toEqual(x);
  expect(signer.sign(Buffer.alloc(0)).toString('hex')).toMatch(/^e5564300c360ac729086e2cc806e828a84877f1eb8e5d974/);
});

it('opens what the log signed, with the words of its witnesses, and passes over strangers', () => {
  const signed = signNote(text, [log, other]);
  signed.signatures.push(cosign(text, witness, 1_679_315_147));
  const opened = openCheckpoint(printNote(signed), log.key);
  expect(opened.checkpoint).toEqual(checkpoint);
  expect(verifiedBy(opened.note, [witness.key])).toEqual([{ key: witness.key, seconds: 1_679_315_147 }]);
  const stranger = verifierKey('witness.test/w1', ED25519, witness.key.publicKey);
  expect(verifiedBy(opened.note, [stranger])).toEqual([]);
});

it('refuses what another log or another key signed', () => {
  expect(() => openCheckpoint(printNote(signNote(text, [other])), log.key)).toThrow('has not signed');
  const foreign = checkpointText({ ...checkpoint, origin: 'example.test/other' });
  expect(() => openCheckpoint(printNote(signNote(foreign, [log])), log.key)).toThrow('another log');
  const [forged] = signNote(`${text}x\n`, [log]).signatures;
  expect(() => openCheckpoint(printNote({ text, signatures: forged ? [forged] : [] }), log.key)).toThrow(
    'does not hold',
  );
});

it('refuses a note when any line under a known name does not hold, whichever comes first', () => {
  const [good] = signNote(text, [log]).signatures;
  const [bad] = signNote(`${text}x\n`, [log]).signatures;
  if (!good || !bad) throw new Error('Two signatures were made');
  expect(verifiedBy({ text, signatures: [good, good] }, [log.key])).toEqual([{ key: log.key }]);
  for (const signatures of [[good, bad], [bad, good], [bad]]) {
    expect(() => verifiedBy({ text, signatures }, [log.key])).toThrow(TlogMalformed);
  }
});

it('cosigns what the specification says', () => {
  const { signature } = cosign(text, witness, 1_679_315_147);
  const message = Buffer.from(`cosignature/v1\ntime 1679315147\n${text}`);
  expect(signature).toEqual(Buffer.concat([Buffer.from('00000000641850cb', 'hex'), witness.sign(message)]));
});

it('keeps empty lines of a text and the further lines of a checkpoint', () => {
  const poem = signNote('one\n\n\ntwo\n', [log]);
  expect(parseNote(printNote(poem))).toEqual(poem);
  const extended = { ...checkpoint, extensions: ['one', 'two'] };
  expect(parseCheckpoint(checkpointText(extended))).toEqual(extended);
});

it('reads the published cosignature and its time', () => {
  const line =
    '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==';
  const { name, keyId, signature } = parseSignature(line);
  expect(printSignature({ name, keyId, signature })).toBe(`${line}\n`);
  expect(signature.readBigUInt64BE()).toBe(1_679_315_147n);
});

it('refuses a cosignature whose time or text was changed', () => {
  const note = { text, signatures: [cosign(text, witness, 1_679_315_147)] };
  const [line] = note.signatures;
  const moved = Buffer.from(line?.signature ?? '');
  moved.writeUInt8(1, 7);
  expect(() => verifiedBy({ text, signatures: [{ ...witness.key, signature: moved }] }, [witness.key])).toThrow(
    TlogMalformed,
  );
  // Validly signed, but at a time from which on numbers are not exact.
  const never = Buffer.of(0, 0x20, 0, 0, 0, 0, 0, 0);
  const words = witness.sign(Buffer.from(`cosignature/v1\ntime ${never.readBigUInt64BE()}\n${text}`));
  for (const signature of [Buffer.alloc(7), Buffer.concat([never, words])]) {
    expect(() => verifiedBy({ text, signatures: [{ ...witness.key, signature }] }, [witness.key])).toThrow(
      TlogMalformed,
    );
  }
});

it.each([
  ['no key', 'x'],
  ['another id', NEUMANN.replace('c74f20a3', 'c74f20a4')],
  ['another name', NEUMANN.replace('Peter', 'Paul')],
  ['another type', printVerifierKey({ ...parseVerifierKey(NEUMANN), type: 7 })],
  ['a short key', 'PeterNeumann+c74f20a3+ARpc'],
])('refuses %s', (_, line) => {
  expect(() => parseVerifierKey(line)).toThrow(TlogMalformed);
});

it('refuses names that a note could not carry', () => {
  for (const name of ['', 'a b', 'a+b', 'a\n']) {
    expect(() => verifierKey(name, ED25519, Buffer.alloc(32))).toThrow(TlogMalformed);
  }
});

it.each([
  ['no signature', text],
  ['no text', '\n\n— a AAAAAAA=\n'],
  ['a tab', `\t\n\n— a AAAAAAA=\n`],
  ['no last newline', SIGNED.slice(0, -1)],
  ['half a surrogate pair', `\ud800${SIGNED}`],
  ['over a mebibyte', 'x'.repeat(1024 * 1024) + SIGNED],
  ['another dash', SIGNED.replace('—', '-')],
  ['a line that is no signature', `${SIGNED}x\n`],
  ['a hundred and one signatures', SIGNED + '— PeterNeumann x08go/ZJ\n'.repeat(100)],
])('takes what has %s for no note', (_, note) => {
  expect(() => parseNote(note)).toThrow(TlogMalformed);
});

it.each([
  ['no root', 'a\n1\n'],
  ['no origin', `\n1\n${Buffer.alloc(32).toString('base64')}\n`],
  ['a leading zero', text.replace('20852163', '020852163')],
  ['a size over the exact ones', text.replace('20852163', '9007199254740992')],
  ['a blank line', `${text}\n`],
  ['no last newline', `${text}extension`],
  ['a short root', 'a\n1\nAAAA\n'],
  ['a loose root', text.replace('BQU=', 'BQV=')],
])('takes what has %s for no checkpoint', (_, bad) => {
  expect(() => parseCheckpoint(bad)).toThrow(TlogMalformed);
});

it('fails on nothing else than TlogMalformed', () => {
  const note = printNote({ text, signatures: [...signNote(text, [log]).signatures, cosign(text, witness, 1)] });
  const fuzz = (good: string, read: (bad: string) => unknown) =>
    fc.assert(
      fc.property(spoiled(good), (bad) => expect(refusedOrRead(() => read(bad))).toBe(true)),
      { numRuns: 200 },
    );
  fuzz(note, (bad) => openCheckpoint(bad, log.key));
  fuzz(note, (bad) => verifiedBy(parseNote(bad), [log.key, witness.key]));
  fuzz(text, parseCheckpoint);
  fuzz(NEUMANN, parseVerifierKey);
});
