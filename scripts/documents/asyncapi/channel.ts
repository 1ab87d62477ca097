import type { JsonSchema } from '@holdfast/contracts';
import { messageObject } from './messages.js';
import type { TopicMessage } from './messages.js';

/** A topic, or the pattern of topics that differ in one part of their name. */
export interface Channel {
  address: string;
  about: string;
  /** What the hub does with it, as a sentence. */
  does: { action: 'send' | 'receive'; summary: string };
  /** Parts of the name that differ, with their meaning. */
  parameters?: Record<string, string>;
  partitions: number;
  /** Settings of the topic, as the broker knows them. */
  settings: Record<string, string>;
  messages: Record<string, TopicMessage>;
}

/** The channel as AsyncAPI writes it. */
export function channelObject({ address, about, parameters, partitions, settings, messages }: Channel): JsonSchema {
  const parts = Object.entries(parameters ?? {}).map(([name, description]) => [name, { description }]);
  return {
    address,
    description: about,
    ...(parts.length > 0 ? { parameters: Object.fromEntries(parts) } : {}),
    messages: Object.fromEntries(Object.entries(messages).map(([name, each]) => [name, messageObject(name, each)])),
    bindings: { kafka: { partitions, topicConfiguration: topicConfiguration(settings), bindingVersion: '0.5.0' } },
  };
}

/** What the hub does with the channel. */
export function operationObject(id: string, { does, messages }: Channel): JsonSchema {
  return {
    ...does,
    channel: { $ref: `#/channels/${id}` },
    messages: Object.keys(messages).map((name) => ({ $ref: `#/channels/${id}/messages/${name}` })),
  };
}

function topicConfiguration(settings: Record<string, string>): JsonSchema {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, typed(name, value)]));
}

const typed = (name: string, value: string) =>
  name === 'cleanup.policy' ? value.split(',') : Number.isNaN(Number(value)) ? value : Number(value);
