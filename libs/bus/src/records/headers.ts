import type { IHeaders } from 'kafkajs';

/** Names of the record headers, each declared once. The `ce_` ones are CloudEvents 1.0, Kafka binding, binary mode. */
export const HEADER = {
  id: 'ce_id',
  source: 'ce_source',
  type: 'ce_type',
  specVersion: 'ce_specversion',
  contentType: 'content-type',
  salt: 'holdfast-salt',
  index: 'holdfast-index',
  record: 'holdfast-record',
  tick: 'holdfast-tick',
  effect: 'holdfast-effect',
  erased: 'holdfast-erased',
  erases: 'holdfast-erases',
} as const;

/** A header's bytes, or undefined when it is absent or given more than once. */
export function headerBytes(headers: IHeaders | undefined, name: string): Buffer | undefined {
  const value = headers?.[name];
  if (value === undefined || Array.isArray(value)) return undefined;
  return Buffer.isBuffer(value) ? value : Buffer.from(value);
}

export function headerText(headers: IHeaders | undefined, name: string): string | undefined {
  return headerBytes(headers, name)?.toString('utf8');
}
