import { verify } from 'node:crypto';
import { TlogMalformed } from '../malformed.js';
import type { Note, NoteSignature } from './note.js';
import { cosignedMessage, TIMESTAMP_BYTES } from './sign.js';
import { COSIGNATURE_V1, publicKeyOf } from './verifier-key.js';
import type { VerifierKey } from './verifier-key.js';

/** A key whose signature a note bears, and for a cosignature when it was made, in seconds since 1970. */
export interface Verified {
  key: VerifierKey;
  seconds?: number;
}

/**
 * The known keys whose signatures the note bears, each once and with its first; signatures of others are passed over.
 * Throws TlogMalformed when any signature claims to be a known key's and is not (C2SP signed-note).
 */
export function verifiedBy(note: Note, keys: readonly VerifierKey[]): Verified[] {
  return keys.flatMap((key) => {
    const own = note.signatures.filter((each) => each.name === key.name && each.keyId.equals(key.keyId));
    return own.map((each) => verified(note.text, each, key)).slice(0, 1);
  });
}

function verified(text: string, { signature }: NoteSignature, key: VerifierKey): Verified {
  const seconds = key.type === COSIGNATURE_V1 ? secondsOf(signature, key) : undefined;
  const message = seconds === undefined ? Buffer.from(text) : cosignedMessage(text, String(seconds));
  const bytes = seconds === undefined ? signature : signature.subarray(TIMESTAMP_BYTES);
  if (!verify(null, message, publicKeyOf(key), bytes)) throw doesNotHold(key);
  return seconds === undefined ? { key } : { key, seconds };
}

/** A time beyond the exact numbers would be printed otherwise than it was signed: it is nobody's. */
function secondsOf(signature: Buffer, key: VerifierKey): number {
  const seconds = signature.length < TIMESTAMP_BYTES ? Number.NaN : Number(signature.readBigUInt64BE());
  if (!Number.isSafeInteger(seconds)) throw doesNotHold(key);
  return seconds;
}

const doesNotHold = ({ name }: VerifierKey) => new TlogMalformed(`The signature under the name ${name} does not hold`);
