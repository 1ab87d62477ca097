import type { Fault } from '../../../errors/message-rejected.js';
import { Int, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { nested, text } from '../../../fields/values.js';
import { thumbprint } from '../../shapes/thumbprint.js';

/** A public key to encrypt to, as a JWK (RFC 7517): X25519 or P-256. */
export class EncryptionKey {
  @Text({ max: 43, pattern: /^[-_A-Za-z0-9]{43}$/, about: 'RFC 7638 thumbprint (SHA-256) of the key.' })
  kid!: string;

  @OneOf(['OKP', 'EC'], { about: 'Key type.' })
  kty!: string;

  @OneOf(['X25519', 'P-256'], { about: 'Curve.' })
  crv!: string;

  @Text({ max: 43, pattern: /^[-_A-Za-z0-9]{43}$/, about: 'First coordinate, base64url.' })
  x!: string;

  @Text({ max: 43, pattern: /^[-_A-Za-z0-9]{43}$/, optional: true, about: 'Second coordinate of an EC key.' })
  y?: string;
}

/** How disclosed data reach the requester: sealed to its keys. */
export class PackageDelivery {
  @ListOf(nested(() => EncryptionKey), { min: 1, max: 10, about: 'Keys; the package is sealed to each.' })
  encryptTo!: EncryptionKey[];

  @ListOf(text({ max: 64 }), { min: 1, max: 20, about: 'Formats that the requester reads, the best first.' })
  formats!: string[];

  @Int({ min: 1, max: Number.MAX_SAFE_INTEGER, about: 'Largest package, in bytes.' })
  maxPackageBytes!: number;
}

/** Judges the keys: a key that is not what it is called would seal the data to nobody. */
export function deliveryFaults({ encryptTo }: PackageDelivery): Fault[] {
  return encryptTo.flatMap(keyFaults);
}

function keyFaults(key: EncryptionKey, at: number): Fault[] {
  const pointer = `/body/delivery/encryptTo/${at}`;
  const isEc = key.kty === 'EC';
  if (isEc !== (key.crv === 'P-256') || isEc !== (key.y !== undefined)) {
    return [{ pointer, rule: 'delivery-key-curve', message: 'is OKP with X25519, or EC with P-256 and y' }];
  }
  if (key.kid === thumbprint(key)) return [];
  return [{ pointer: `${pointer}/kid`, rule: 'delivery-key-thumbprint', message: 'is not the RFC 7638 thumbprint' }];
}
