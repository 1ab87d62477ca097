import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Fault } from '../../errors/message-rejected.js';
import { OneOf, Text } from '../../fields/decorators.js';

/** 32 bytes in base64url in their one spelling: the last two bits are none of them, and are zero. */
const COORDINATE = /^[-_A-Za-z0-9]{42}[AEIMQUYcgkosw048]$/;

/** A public key as a JWK (RFC 7517): Ed25519 or P-256. */
export class PublicJwk {
  @OneOf(['OKP', 'EC'], { about: 'Key type.' })
  kty!: string;

  @OneOf(['Ed25519', 'P-256'], { about: 'Curve.' })
  crv!: string;

  @Text({ max: 43, pattern: COORDINATE, about: 'First coordinate, base64url.' })
  x!: string;

  @Text({ max: 43, pattern: COORDINATE, optional: true, about: 'Second coordinate of an EC key.' })
  y?: string;
}

/** The key itself, or undefined where the coordinates name no point of the curve. */
export function loadPublicKey({ kty, crv, x, y }: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty, crv, x, ...(y === undefined ? {} : { y }) }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Keys of one holder: each id once, and a curve that belongs to the type. */
export function keyFaults(keys: readonly { kid: string; jwk: PublicJwk }[]): Fault[] {
  return keys.flatMap(({ kid, jwk }, at) => {
    const pointer = `/body/keys/${at}`;
    const faults: Fault[] = [];
    if (keys.findIndex((other) => other.kid === kid) < at) {
      faults.push({ pointer: `${pointer}/kid`, rule: 'key-unique', message: 'occurs twice' });
    }
    if ((jwk.kty === 'EC') !== (jwk.crv === 'P-256') || (jwk.kty === 'EC') !== (jwk.y !== undefined)) {
      const message = 'is OKP with Ed25519, or EC with P-256 and y';
      faults.push({ pointer: `${pointer}/jwk`, rule: 'key-curve', message });
    } else if (!loadPublicKey(jwk)) {
      faults.push({ pointer: `${pointer}/jwk`, rule: 'key-point', message: 'is no point of its curve' });
    }
    return faults;
  });
}
