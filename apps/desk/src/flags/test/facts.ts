import type { AssessmentFact, RevocationFact, Terms, VersionFact } from '../state/flag-fact.js';

/** The moment so many hours after the flag of the tests begins. */
export const hour = (hours: number): string => new Date(Date.UTC(2026, 3, 14) + hours * 3_600_000).toISOString();

const terms: Terms = {
  status: 'ACTIVE',
  subjectType: 'ADDRESS',
  account: 'eip155:1:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
  role: 'PERPETRATOR',
  crimeCategory: 'VOICE_PHISHING',
  confidence: 70,
  sourceReliability: 'B',
  infoAccuracy: '2',
  validFrom: hour(0),
  validUntil: hour(100),
  requestedAction: 'ALERT_ON_DEPOSIT',
  propagation: { mode: 'DIRECT', maxHops: 1, minShareBps: 0 },
  evidence: [],
  keys: ['members', 'partner:police'],
};

/** A version of a flag of the police, accepted so many hours after the flag began. */
export function version(number: number, at: number, over: Partial<Terms> & { sender?: string } = {}): VersionFact {
  const { sender = 'police', ...said } = over;
  const fact = { type: 'version', index: at, at: hour(at), sender, version: number } as const;
  return { ...fact, terms: { ...terms, ...said } };
}

/** An assessment by a member, who holds assets of others where its name says exchange. */
export function assessment(sender: string, verdict: string, at: number, of = 1): AssessmentFact {
  const holder = sender.startsWith('exchange');
  return { type: 'assessment', index: at, at: hour(at), sender, version: of, verdict, holder, keys: ['members'] };
}

export function revocation(sender: string, at: number, byCourt = false): RevocationFact {
  return { type: 'revocation', index: at, at: hour(at), sender, action: 'REVOKE', byCourt };
}
