import type { RecordBatch } from '@holdfast/bus';
import { example } from '../../../libs/contracts/test/examples.js';
import { approvalMessage, foundingRecords, operators, organisationMessage, record } from './people.js';

type Message = RecordBatch['records'][number];

const FLAGS = 'holdfast.address-flags';

/** A flag of the example's sender under a reference. */
export function flagRecord(reference: string, body: object = {}, envelope: object = {}): Message {
  const { sender, ...minimal } = example('address-flag');
  return record(sender, { ...minimal, ...envelope, reference, body: { ...minimal.body, ...body } });
}

/** An erasure that both operators sign: it takes effect at once. */
export function erasureRecord(body: object, envelope: object = {}, reference = 'erase/1'): Message {
  const { sender, ...minimal } = example('erasure');
  const { officer: _officer, signatures: _signatures, ...rest } = minimal;
  const [one, two] = operators;
  const message = { ...rest, ...envelope, officer: one.id, reference, body: { ...rest.body, ...body } };
  return record(sender, message, [one, two]);
}

/** Everything that a ledger meets: a founding, a pair, a resend, a conflict, what is quarantined, and many flags. */
export function traffic(flags = 600): { topic: string; record: Message }[] {
  const { organisation, officers } = foundingRecords();
  const [one, two] = operators;
  const acme = organisationMessage('acme', one.id);
  const on = (topic: string) => (each: Message) => ({ topic, record: each });
  const many = Array.from({ length: flags }, (_, at) => flagRecord(`flag-${at}`));
  const again = many.slice(0, 3).map((each) => ({ ...each, offset: String(Number(each.offset) + 10_000) }));
  const unreadable = { ...flagRecord('bad'), value: Buffer.from('{'), offset: '30000' };
  return [
    ...officers.map(on('holdfast.officers')),
    on('holdfast.organisations')(organisation),
    on('holdfast.organisations')(record('hub', acme, [one])),
    ...many.map(on(FLAGS)),
    ...again.map(on(FLAGS)),
    on(FLAGS)({ ...flagRecord('flag-5', { confidence: 1 }), offset: '20000' }),
    on(FLAGS)(unreadable),
    on('holdfast.approvals')(record('hub', approvalMessage(acme, two.id), [two])),
  ];
}
