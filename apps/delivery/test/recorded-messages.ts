import { randomBytes, randomUUID } from 'node:crypto';
import { HEADER, recordedEntry } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import { canonical, seal } from '@holdfast/contracts';
import type { Sealed } from '@holdfast/contracts';
import { example } from '../../../libs/contracts/test/examples.js';

const ACCEPTED_AT = '2026-04-14T07:40:01.000Z';

const ADDRESS = {
  accountId: 'bip122:000000000019d6689c085ae165831e93:1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
  chainId: 'bip122:000000000019d6689c085ae165831e93',
  address: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
  format: 'P2PKH',
  checksumOk: true,
};

interface Audience {
  groups?: string[];
  partners?: string[];
}

function envelope(kind: string, audience: Audience, body: object) {
  return {
    kind,
    version: 1,
    reference: randomUUID(),
    occurredAt: '2026-04-14T07:40:00.000Z',
    audience,
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R3', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    body,
  };
}

/** An alert to the given audience; `summary` lets a test make it large. */
export function alert(sender: string, audience: Audience = { groups: ['members'] }, summary = 'Funds left.'): Sealed {
  const body = {
    title: 'Voice phishing',
    summary,
    crimeCategory: 'VOICE_PHISHING',
    severity: 2,
    status: 'OPEN',
    period: { from: '2026-04-14T00:00:00.000Z' },
    addresses: [ADDRESS],
    transactions: [],
  };
  return seal(envelope('case-alert', audience, body), sender);
}

/** The hub's message about an organisation. */
export function organisation(id: string, over: object = {}): Sealed {
  const lists = { groups: [], keys: [], licences: [], domains: [], certificates: [], formats: [] };
  const body = { id, type: 'EXCHANGE', legalName: id, jurisdiction: 'ZZ', status: 'VERIFIED', ...lists, ...over };
  return seal(envelope('organisation', { groups: ['members'] }, body), 'hub');
}

/** A second person's word on a message. */
export function approval(sender: string, target: string): Sealed {
  const body = { target, contentHash: 'ab'.repeat(32), decision: 'APPROVED', role: 'OPERATOR' };
  return seal(envelope('approval', { groups: ['members'] }, body), sender);
}

/** A gated message. */
export function request(sender: string): Sealed {
  const { sender: _sender, ...message } = example('enforcement-request');
  return seal({ ...message, reference: randomUUID(), audience: { groups: ['members'] } }, sender);
}

/** An example of a kind, said by this sender under a new reference, with other fields and another body where given. */
export function said(kind: string, sender: string, { name, body = {}, ...over }: SaidOver = {}): Sealed {
  const { sender: _sender, ...whole } = example(kind, name);
  const message = { ...whole, reference: randomUUID(), ...over };
  return seal({ ...message, body: { ...whole.body, ...body } }, sender);
}

interface SaidOver {
  name?: string;
  body?: object;
  audience?: Audience;
  exercise?: boolean;
}

/** The desk lets a message go to recipients, or stops it when there are none. */
export function routing(target: Sealed, ...recipients: string[]): Sealed {
  const [action, to] = recipients.length > 0 ? ['RELEASE', { recipients }] : ['STOP', {}];
  const body = { target: target.envelope.messageId, action, ...to, reason: 'It is so decided.', rule: 'TEST' };
  return seal(envelope('routing', { groups: ['members'] }, body), 'hub');
}

/** The headers of a message that waits for its second person. */
export function withoutEffect({ [HEADER.effect]: _effect, ...headers }: OutgoingRecord['headers']) {
  return headers;
}

/** A message as the ledger publishes it under an index. An organisation takes force at once, unless told otherwise. */
export function recorded(
  index: number,
  message: Sealed,
  status = 'recorded',
  effect = message.envelope.kind === 'organisation' ? index : undefined,
): OutgoingRecord {
  const hash = message.contentHash.toString('hex');
  const record = {
    acceptedAt: ACCEPTED_AT,
    contentHash: hash,
    envelopeHash: hash,
    offset: index,
    partition: 0,
    status,
    topic: `holdfast.${message.envelope.kind}s`,
  };
  const effective = effect === undefined ? {} : { effect };
  const entry = { index, value: message.bytes, record: canonical(record), salt: randomBytes(32), headers: {} };
  return recordedEntry({ ...entry, ...effective });
}

/** Messages as the ledger publishes them, from an index on. */
export const recordedFrom = (index: number, ...messages: Sealed[]): OutgoingRecord[] =>
  messages.map((message, at) => recorded(index + at, message));
