import type { Fault } from '../errors/message-rejected.js';
import type { Envelope } from './envelope.js';
import { messageIdOf } from './message-id.js';

/** Rules of the envelope that one field alone cannot state. */
export function envelopeFaults(envelope: Envelope): Fault[] {
  const { audience, handling, onBehalfOf } = envelope;
  const broken: [boolean, string, string, string][] = [
    [
      envelope.messageId !== messageIdOf(envelope),
      '/messageId',
      'message-id',
      'is not derived from this sender, kind and reference; omit it',
    ],
    [!audience.groups && !audience.partners, '/audience', 'audience', 'names nobody'],
    [
      (handling.code === 'H3') !== (handling.codeText !== undefined),
      '/handling/codeText',
      'handling-text',
      'goes with H3, and only with H3',
    ],
    [
      onBehalfOf !== undefined && !isOneAuthority(onBehalfOf),
      '/onBehalfOf',
      'on-behalf-of',
      'is a partner, or a name with a country',
    ],
    [envelope.exercise, '/exercise', 'exercise', 'exercises are not open on this hub; send false'],
  ];
  return broken.filter(([is]) => is).map(([, pointer, rule, message]) => ({ pointer, rule, message }));
}

function isOneAuthority({ partner, name, country }: NonNullable<Envelope['onBehalfOf']>): boolean {
  return partner === undefined
    ? name !== undefined && country !== undefined
    : name === undefined && country === undefined;
}
