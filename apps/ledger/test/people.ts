import { generateKeyPairSync } from 'node:crypto';
import { submission } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { messageIdOf, seal, signContent, thumbprint } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import { newKey, publicJwkOf } from '@holdfast/platform';
import { StatedDirectory } from '@holdfast/policy';
import { readSubmitted } from '../src/judge/submitted.js';
import { assign } from '../src/record/assign.js';
import type { Entry, Known } from '../src/record/assign.js';

type Message = RecordBatch['records'][number];

export const SALT = Buffer.alloc(32, 7);
/** When the test's broker accepted everything. */
export const ACCEPTED_AT = '2026-04-14T07:40:00.000Z';

let offset = 0;

/** A record as the broker has it. */
export function kafkaRecord(value: Buffer, key: string, headers: Record<string, string | Buffer>): Message {
  const timestamp = String(Date.parse(ACCEPTED_AT));
  return { key: Buffer.from(key), value, headers, offset: String(offset++), timestamp, attributes: 0 };
}

/** Who signs, as a partner or as an officer. */
export interface Signer {
  key: SigningKey;
  by?: 'partner' | 'officer';
}

/** A message of a sender as it stands on its topic, signed by whoever signs. */
export function record(sender: string, message: object, signers: readonly Signer[] = []): Message {
  const { contentHash } = seal(message, sender);
  const signatures = signers.map(({ key, by = 'officer' }) => signContent(contentHash, by, key));
  const { envelope, bytes } = seal(signers.length > 0 ? { ...message, signatures } : message, sender);
  return kafkaRecord(bytes, sender, submission(envelope, bytes, SALT).headers);
}

/** A person of a partner in these tests: the key, the id, and the reference of the message that admits the person. */
export interface Person extends Signer {
  id: string;
  reference: string;
}

export function person(admittedBy: string, kind: 'Ed25519' | 'ES256' = 'Ed25519'): Person {
  const key = kind === 'ES256' ? ecKey() : newKey();
  const reference = `officer/${key.kid}`;
  return { key, reference, id: messageIdOf({ sender: admittedBy, kind: 'officer', reference }) };
}

function ecKey(): SigningKey {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { kid: thumbprint(publicJwkOf({ jwk })), jwk };
}

const head = (kind: string, reference: string) => ({
  kind,
  version: 1,
  reference,
  occurredAt: ACCEPTED_AT,
  audience: { groups: ['members'] },
  handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R4', legalHold: false } },
  language: 'en',
  correlates: [],
  exercise: false,
});

/** The message that admits an officer. */
export function officerMessage(
  who: Person,
  orgId: string,
  change: { roles?: string[]; officer?: string; body?: object } = {},
) {
  const { roles = ['OPERATOR'], officer, body: over = {} } = change;
  const keys = [{ kid: who.key.kid, jwk: publicJwkOf(who.key), class: 'SOFTWARE' }];
  const body = { orgId, roles, keys, competencies: [], riskScore: 0, status: 'ACTIVE', ...over };
  return { ...head('officer', who.reference), ...(officer === undefined ? {} : { officer }), body };
}

/** A version of an organisation. */
export function organisationMessage(id: string, officer: string | undefined, body: object = {}, reference = `${id}/1`) {
  const lists = { groups: [], keys: [], licences: [], domains: [], certificates: [], formats: [] };
  const whole = { id, type: 'EXCHANGE', legalName: id, jurisdiction: 'ZZ', status: 'VERIFIED', ...lists, ...body };
  return { ...head('organisation', reference), ...(officer === undefined ? {} : { officer }), body: whole };
}

/** The word of a second person on a message. */
export function approvalMessage(target: object, officer: string, body: object = {}, sender = 'hub') {
  const { envelope, contentHash } = seal(target, sender);
  const said = {
    target: envelope.messageId,
    contentHash: contentHash.toString('hex'),
    decision: 'APPROVED',
    role: 'OPERATOR',
    ...body,
  };
  return { ...head('approval', `approve/${envelope.messageId}/${officer}`), officer, body: said };
}

export const operators = [person('hub'), person('hub')] as const;
export const gatewayKey = newKey('gateway-1');
export const ledgerKey = newKey('ledger-1');

/** What founds the hub, in the order of the record or in any other. */
export function foundingRecords(): { organisation: Message; officers: Message[] } {
  const founders = operators.map(({ key }) => ({ key, by: 'partner' as const }));
  const keys = [
    ...operators.map(({ key }) => ({ kid: key.kid, jwk: publicJwkOf(key) })),
    { kid: gatewayKey.kid, jwk: publicJwkOf(gatewayKey), process: 'GATEWAY' },
    { kid: ledgerKey.kid, jwk: publicJwkOf(ledgerKey), process: 'LEDGER' },
  ];
  return {
    organisation: record('hub', organisationMessage('hub', undefined, { type: 'HUB', keys }), founders),
    officers: operators.map((who) => record('hub', officerMessage(who, 'hub'), founders)),
  };
}

/** An empty record. */
export const nothing = (): Known => ({
  nextIndex: 0,
  directory: StatedDirectory.empty,
  pending: new Map(),
  byId: new Map(),
  erased: new Map(),
});

/** The ledger's judgement of records of a topic, held against what is known; later approvals find what is recorded. */
export function judge(topic: string, records: Message[], known: Known): Entry[] {
  const batch = { topic, partition: 0 };
  const { entries } = assign(
    records.map((each) => readSubmitted(batch, each)),
    known,
  );
  const recorded = entries.filter(({ status }) => status === 'recorded');
  const pending = recorded.flatMap(({ envelope, index, contentHash, effect }) =>
    envelope && !effect
      ? [[envelope.messageId, { envelope, index, contentHash: contentHash.toString('hex') }] as const]
      : [],
  );
  known.pending = new Map([...known.pending, ...pending]);
  return entries;
}

/** A record in which the hub is founded. */
export function founded(): Known {
  const known = nothing();
  const { organisation, officers } = foundingRecords();
  judge('holdfast.organisations', [organisation], known);
  judge('holdfast.officers', officers, known);
  return known;
}
