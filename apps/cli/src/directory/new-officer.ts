import type { OfficerV1, SigningKey } from '@holdfast/contracts';
import { publicJwkOf } from '@holdfast/platform';

/** An officer who begins to act, with one key that lies in a file. */
export function newOfficer(orgId: string, roles: string[], key: SigningKey): OfficerV1 {
  const keys = [{ kid: key.kid, jwk: publicJwkOf(key), class: 'SOFTWARE' }];
  return { orgId, roles, keys, competencies: [], riskScore: 0, status: 'ACTIVE' };
}
