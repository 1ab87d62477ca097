import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MessageId, OneOf, parse, PublicJwk, readJson, Text, thumbprint } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import { ConfigurationInvalid } from '../config/configuration-invalid.js';

/** A private key as it lies in its file. */
class PrivateJwk extends PublicJwk {
  @Text({ max: 128, pattern: /^[-._~a-zA-Z0-9]+$/, about: 'Key id.' })
  kid!: string;

  @Text({ max: 43, pattern: /^[-_A-Za-z0-9]{43}$/, about: 'The secret, base64url.' })
  d!: string;

  @OneOf(['EdDSA', 'ES256'], { optional: true, about: 'Algorithm.' })
  alg?: string;

  @MessageId({ optional: true, about: 'The officer whose key it is; absent on the key of a system.' })
  officer?: string;
}

/** A private key, and the officer whose it is. */
export interface OwnedKey extends SigningKey {
  officer?: string;
}

const OTHERS = 0o077;

/** Reads a private key. Throws ConfigurationInvalid when it is missing or others could read it too. */
export function readKey(path: string): OwnedKey {
  refuseShared(path);
  const { kid, officer, ...jwk } = parse(PrivateJwk, readJson(readFileSync(path)));
  return { kid, jwk, ...(officer === undefined ? {} : { officer }) };
}

/** Throws ConfigurationInvalid when a secret file is missing or others could read it too. */
export function refuseShared(path: string): void {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) throw new ConfigurationInvalid(`There is no key file ${path}`, { path });
  if ((file.mode & OTHERS) !== 0) throw new ConfigurationInvalid(`Others may read ${path}; chmod 600 it`, { path });
}

/** Writes a private key that only its owner can read. */
export function writeKey(path: string, key: OwnedKey): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, keyText(key), { mode: 0o600, flag: 'wx' });
}

/** A private key as it stands in its file. */
export const keyText = ({ kid, jwk, officer }: OwnedKey): string => `${JSON.stringify({ kid, ...jwk, officer })}\n`;

/** A new Ed25519 key; without an id of its own it is named by its thumbprint, as officers' keys are. */
export function newKey(kid?: string): SigningKey {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kid: kid ?? thumbprint(publicJwkOf({ jwk })), jwk };
}

/** The part of a key that everybody may see. */
export function publicJwkOf({ jwk: { kty, crv, x, y } }: Pick<SigningKey, 'jwk'>): PublicJwk {
  return parse(PublicJwk, { kty, crv, x, ...(y === undefined ? {} : { y }) });
}
