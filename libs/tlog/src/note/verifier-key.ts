import { createPublicKey, hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { TlogMalformed } from '../malformed.js';
import { fromBase64 } from './base64.js';

/** The type of a signature over the text of a note (C2SP signed-note). */
export const ED25519 = 0x01;
/** The type of a witness's signature over a checkpoint and the time (C2SP tlog-cosignature). */
export const COSIGNATURE_V1 = 0x04;

const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
const NAME = /^[^\s+\p{C}]{1,255}$/u;

/** A public key under its name, as signed notes know it. */
export interface VerifierKey {
  name: string;
  keyId: Buffer;
  type: number;
  /** The 32 bytes of an Ed25519 key. */
  publicKey: Buffer;
}

/** Throws TlogMalformed for a name with spaces or a plus sign, an unknown type, or a key of another length. */
export function verifierKey(name: string, type: number, publicKey: Buffer): VerifierKey {
  if (!NAME.test(name)) throw new TlogMalformed('The name of a key has a space, a plus sign or nothing at all');
  if (type !== ED25519 && type !== COSIGNATURE_V1) throw new TlogMalformed('The type of a key is unknown');
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new TlogMalformed('An Ed25519 key has 32 bytes');
  const input = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]);
  return { name, type, publicKey, keyId: hash('sha256', input, 'buffer').subarray(0, KEY_ID_BYTES) };
}

/** `name+id+key`, the line by which a verifier is configured. */
export function printVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${keyId.toString('hex')}+${Buffer.concat([Buffer.of(type), publicKey]).toString('base64')}`;
}

/** Throws TlogMalformed when the line is no key, or its id is another key's. */
export function parseVerifierKey(line: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
  const bytes = fromBase64(encoded, 'A verifier key', 1 + PUBLIC_KEY_BYTES);
  const key = verifierKey(name, bytes.readUInt8(0), bytes.subarray(1));
  if (key.keyId.toString('hex') !== id) throw new TlogMalformed('The id of a verifier key is not that of its key');
  return key;
}

/** The key in a form that node:crypto verifies with. */
export function publicKeyOf({ publicKey }: VerifierKey): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
}
