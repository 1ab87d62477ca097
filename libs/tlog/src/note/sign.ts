import { createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Note, NoteSignature } from './note.js';
import { verifierKey } from './verifier-key.js';
import type { VerifierKey } from './verifier-key.js';

/** How many bytes of a cosignature say when it was made. */
export const TIMESTAMP_BYTES = 8;

/** A private key with the name and type under which others verify it. */
export interface Signer {
  key: VerifierKey;
  sign: (message: Buffer) => Buffer;
}

/** A signer with an Ed25519 key. */
export function ed25519Signer(name: string, type: number, privateKey: KeyObject): Signer {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = verifierKey(name, type, Buffer.from(x, 'base64url'));
  return { key, sign: (message) => sign(null, message, privateKey) };
}

/** The text, which ends with a newline, under the signatures of all. */
export function signNote(text: string, signers: readonly Signer[]): Note {
  const message = Buffer.from(text);
  return {
    text,
    signatures: signers.map((signer) => ({ ...named(signer), signature: signer.sign(message) })),
  };
}

/** A witness's word on a checkpoint at a time, in seconds since 1970 (C2SP tlog-cosignature, cosignature/v1). */
export function cosign(text: string, signer: Signer, seconds: number): NoteSignature {
  const timestamp = Buffer.alloc(TIMESTAMP_BYTES);
  timestamp.writeBigUInt64BE(BigInt(seconds));
  const signature = signer.sign(cosignedMessage(text, String(seconds)));
  return { ...named(signer), signature: Buffer.concat([timestamp, signature]) };
}

/** What a cosignature is over. */
export const cosignedMessage = (text: string, seconds: string): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

const named = ({ key: { name, keyId } }: Signer) => ({ name, keyId });
