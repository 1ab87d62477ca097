import { TlogMalformed } from '../malformed.js';
import { fromBase64 } from './base64.js';

/** A line of signature: whose it says it is, and its bytes. */
export interface NoteSignature {
  name: string;
  keyId: Buffer;
  signature: Buffer;
}

/** A text with signatures under it (C2SP signed-note). */
export interface Note {
  /** Ends with a newline. */
  text: string;
  signatures: NoteSignature[];
}

const MAX_LENGTH = 1024 * 1024;
const MAX_SIGNATURES = 100;
const KEY_ID_BYTES = 4;
const CONTROL = /[\p{Cc}--\n]/v;

/** Throws TlogMalformed for what is no signed note. */
export function parseNote(note: string): Note {
  if (note.length > MAX_LENGTH) throw new TlogMalformed('A signed note has at most a mebibyte');
  if (CONTROL.test(note) || !note.isWellFormed()) throw new TlogMalformed('A signed note holds control characters');
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || !note.endsWith('\n')) throw new TlogMalformed('A signed note has a text, a blank line and signatures');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new TlogMalformed(`A signed note has at most ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

/** The text, a blank line and the signatures. */
export function printNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(printSignature).join('')}`;
}

/** One line of signature, with its newline. */
export function printSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

/** Throws TlogMalformed for what is no line of signature. */
export function parseSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
  const bytes = fromBase64(encoded, 'A signature');
  if (bytes.length <= KEY_ID_BYTES) throw new TlogMalformed('A line of a signed note is no signature');
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}
