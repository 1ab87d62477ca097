import type { Address } from '@holdfast/contracts';

const VALID_MS = 90 * 86_400_000;

/** The police says of an address that a victim's money went there. */
export function flagMessage(reference: string, address: Address, now: Date): object {
  return {
    kind: 'address-flag',
    version: 1,
    reference,
    occurredAt: now.toISOString(),
    audience: { groups: ['members'] },
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'INTEL', retention: { class: 'R3', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    body: {
      version: 1,
      status: 'ACTIVE',
      subjectType: 'ADDRESS',
      address,
      role: 'PERPETRATOR',
      crimeCategory: 'VOICE_PHISHING',
      confidence: 70,
      sourceReliability: 'B',
      infoAccuracy: '2',
      attributionBasis: 'forensic_investigation',
      validFrom: now.toISOString(),
      validUntil: new Date(now.getTime() + VALID_MS).toISOString(),
      propagation: { mode: 'DIRECT', maxHops: 1, minShareBps: 0 },
      requestedAction: 'ALERT_ON_DEPOSIT',
      evidence: [],
    },
  };
}
