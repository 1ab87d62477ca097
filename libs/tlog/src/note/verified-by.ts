import { verify } from 'node:crypto';
import { TlogMalformed } from '../malformed.js';
import type { Note, NoteSignature } from './note.js';
import { cosignedMessage } from './sign.js';
import { COSIGNATURE_V1, publicKeyOf } from './verifier-key.js';
import type { VerifierKey } from './verifier-key.js';

const TIMESTAMP_BYTES = 8;

/** A key whose signature a note bears, and for a cosignature when it was made, in seconds since 1970. */
export interface Verified {
  key: VerifierKey;
  seconds?: number;
}

/**
 * The known keys whose signatures the note bears, each once; signatures of others are passed over. Throws TlogMalformed
 * when a signature claims to be a known key's and is not (C2SP signed-note).
 */
export function verifiedBy(note: Note, keys: readonly VerifierKey[]): Verified[] {
  return keys.flatMap((key) => {
    const signature = note.signatures.find((each) => each.name === key.name && each.keyId.equals(key.keyId));
    return signature ? [verified(note.text, signature, key)] : [];
  });
}

function verified(text: string, { signature }: NoteSignature, key: VerifierKey): Verified {
  const isCosignature = key.type === COSIGNATURE_V1;
  const [time, bytes] = isCosignature
    ? [signature.subarray(0, TIMESTAMP_BYTES), signature.subarray(TIMESTAMP_BYTES)]
    : [undefined, signature];
  const seconds = time?.length === TIMESTAMP_BYTES ? time.readBigUInt64BE() : undefined;
  const message = seconds === undefined ? Buffer.from(text) : cosignedMessage(text, String(seconds));
  if (isCosignature !== (seconds !== undefined) || !verify(null, message, publicKeyOf(key), bytes)) {
    throw new TlogMalformed(`The signature under the name ${key.name} does not hold`);
  }
  return seconds === undefined ? { key } : { key, seconds: Number(seconds) };
}
