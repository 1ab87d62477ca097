import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { isReachable } from './channel.js';
import { HotlineContactV1 } from './hotline-contact.v1.js';

export const hotlineContact = kind({
  name: 'hotline-contact',
  version: 1,
  plural: 'hotline-contacts',
  about: 'A desk that can be reached at once: what for, how, when and in which languages.',
  body: HotlineContactV1,
  publishers: PARTNERS,
  officers: () => 1,
  roles: ['ADMINISTRATOR'],
  gated: false,
  rules: ({ sender, body }) => [
    ...belongingFaults(sender, body),
    ...channelFaults(body.channels),
    ...drillFaults(body.lastDrill),
  ],
});

function belongingFaults(sender: string, { orgId }: HotlineContactV1): Fault[] {
  if (sender === orgId) return [];
  return [{ pointer: '/body/orgId', rule: 'contact-organisation', message: 'is not the sender' }];
}

function channelFaults(channels: HotlineContactV1['channels']): Fault[] {
  const message = 'has not the form of its type: E.164 number, e-mail address, Matrix id, Signal name, https address';
  return channels.flatMap((channel, at) =>
    isReachable(channel) ? [] : [{ pointer: `/body/channels/${at}/value`, rule: 'contact-channel', message }],
  );
}

function drillFaults(drill: HotlineContactV1['lastDrill']): Fault[] {
  if (!drill?.ok || drill.answeredInSec !== undefined) return [];
  const message = 'is missing: a drill that went well was answered';
  return [{ pointer: '/body/lastDrill/answeredInSec', rule: 'contact-drill', message }];
}
