import { hash } from 'node:crypto';
import { canonical, Instant, Int, Nested, parse, readJson, Sha256, Text } from '@holdfast/contracts';
import { TlogMalformed } from '@holdfast/tlog';

const VERSION = Buffer.of(1);

/** What the ledger states of a message. */
export class LedgerRecord {
  @Instant({ about: 'When it was accepted, by the clock of the broker.' })
  acceptedAt!: string;

  @Sha256({ about: 'Hash of the content, without signatures and source.' })
  contentHash!: string;

  @Sha256({ about: 'Hash of the whole envelope, byte by byte.' })
  envelopeHash!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Place in its partition.' })
  offset!: number;

  @Int({ min: 0, max: 1_000_000, about: 'Partition of its topic.' })
  partition!: number;

  @Text({ max: 32, pattern: /^[a-z][a-z-]*$/, about: 'What the ledger made of it.' })
  status!: string;

  @Text({ max: 249, pattern: /^[-._a-zA-Z0-9]+$/, about: 'Topic on which it came.' })
  topic!: string;
}

/** What turns the entry of the tree back into what was recorded. */
class Opening {
  @Nested(() => LedgerRecord, { about: 'The record.' })
  record!: LedgerRecord;

  @Text({ min: 0, max: 2_048, pattern: /^([0-9a-f]{2})*$/, about: 'The salt, in hex.' })
  salt!: string;
}

/** Opens a receipt: the record, and the entry of the tree that it must be. Throws TlogMalformed or MessageRejected. */
export function readOpening(extra: Buffer | undefined): { record: LedgerRecord; entry: Buffer } {
  if (!extra) throw new TlogMalformed('The receipt has no extra line, so nobody can tell what was recorded');
  const { record, salt } = parse(Opening, readJson(extra));
  const text = canonical(record);
  if (extra.toString() !== `{"record":${text},"salt":"${salt}"}`) {
    throw new TlogMalformed('The record in the receipt is not in its canonical form');
  }
  const opened = Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(text)]);
  return { record, entry: Buffer.concat([VERSION, hash('sha256', opened, 'buffer')]) };
}
