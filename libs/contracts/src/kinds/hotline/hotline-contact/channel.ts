import { Flag, Instant, OneOf, Text } from '../../../fields/decorators.js';

export const CHANNEL_TYPES = ['PHONE', 'EMAIL', 'MATRIX', 'SIGNAL', 'PORTAL', 'FAX'] as const;

/** A way to reach a desk. */
export class Channel {
  @OneOf(CHANNEL_TYPES, { about: 'What it is.' })
  type!: string;

  @Text({ max: 256, about: 'Number (E.164), address or https address, by its type.' })
  value!: string;

  @Flag({ about: 'Whether it is encrypted end to end.' })
  encrypted!: boolean;

  @Instant({ optional: true, about: 'When somebody last answered on it who proved to be the desk.' })
  verifiedAt?: string;
}

const E164 = /^\+[1-9]\d{6,14}$/;

const FORMS: Readonly<Record<string, RegExp>> = {
  PHONE: E164,
  FAX: E164,
  EMAIL: /^[^\s@]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
  MATRIX: /^[@#!][^\s:]+:[A-Za-z0-9.-]+(:\d{1,5})?$/,
  SIGNAL: /^(\+[1-9]\d{6,14}|[A-Za-z_][A-Za-z0-9_]{2,31}\.\d{2,9})$/,
  PORTAL: /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/\S*)?$/,
};

/** Whether the value has the form that its type has, so that whoever calls at night can. */
export function isReachable({ type, value }: Channel): boolean {
  return FORMS[type]?.test(value) === true;
}
