import type { Fault } from '../../../errors/message-rejected.js';
import { ListOf, OneOf } from '../../../fields/decorators.js';
import { MessageId, partnerId } from '../../../fields/identifiers.js';
import type { Audience } from '../../../message/handling.js';
import { partFaults, uniqueFaults } from '../../shapes/faults.js';
import type { RequestType } from '../../shapes/request-type.js';

/** How a request finds its recipients. */
export class RequestRouting {
  @OneOf(['DIRECT', 'BROADCAST', 'BLIND_LOOKUP', 'AFTER_LOOKUP'], { about: 'The way.' })
  mode!: string;

  @ListOf(partnerId(), { min: 1, max: 200, optional: true, about: 'DIRECT: the recipients.' })
  to?: string[];

  @MessageId({
    optional: true,
    about: 'AFTER_LOOKUP: the lookup; whoever controls or controlled the target gets this.',
  })
  lookupId?: string;
}

const TO_ALL = new Set(['BROADCAST', 'BLIND_LOOKUP']);

/** Judges where a request goes: what everybody sees is a lookup, and who is named is in the audience. */
export function routingFaults({ mode, to, lookupId }: RequestRouting, type: RequestType, audience: Audience): Fault[] {
  const pointer = '/body/routing';
  return [
    ...modeFaults(mode, type),
    ...partFaults({
      pointer: `${pointer}/to`,
      rule: 'request-recipients',
      present: to !== undefined,
      needed: mode === 'DIRECT',
    }),
    ...partFaults({
      pointer: `${pointer}/lookupId`,
      rule: 'request-lookup',
      present: lookupId !== undefined,
      needed: mode === 'AFTER_LOOKUP',
    }),
    ...recipientFaults(to ?? [], audience),
  ];
}

function modeFaults(mode: string, type: RequestType): Fault[] {
  if (TO_ALL.has(mode) === (type === 'ATTRIBUTION_LOOKUP')) return [];
  const message = 'is BROADCAST or BLIND_LOOKUP for an attribution lookup, and for nothing else';
  return [{ pointer: '/body/routing/mode', rule: 'request-mode', message }];
}

function recipientFaults(to: readonly string[], { partners = [] }: Audience): Fault[] {
  const pointerOf = (at: number) => `/body/routing/to/${at}`;
  const outside = to.flatMap((partner, at) =>
    partners.includes(partner)
      ? []
      : [{ pointer: pointerOf(at), rule: 'request-audience', message: 'is not named in the audience; name it there' }],
  );
  return [...uniqueFaults(to, pointerOf, 'request-recipients'), ...outside];
}
