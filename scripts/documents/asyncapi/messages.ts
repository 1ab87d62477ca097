import { cloudEvent } from '@holdfast/bus';
import type { JsonSchema, Kind } from '@holdfast/contracts';
import type { MessageExample } from '../examples.js';

/** What the channels are made of; the references lead to the schemas of messages as they are recorded. */
export interface Messages {
  kinds: readonly Kind[];
  examples: readonly MessageExample[];
  /** Headers on the topics of kinds. */
  headers: JsonSchema;
  payloadOf(kind: Kind): JsonSchema;
  anyMessage: JsonSchema;
}

/** A message as it lies on a topic. */
export interface TopicMessage {
  title: string;
  summary: string;
  key: string;
  headers: JsonSchema;
  payload: JsonSchema;
  contentType?: string;
  examples?: JsonSchema[];
}

/** The message as AsyncAPI writes it. */
export function messageObject(name: string, { key, contentType, ...told }: TopicMessage): JsonSchema {
  return {
    name,
    contentType: contentType ?? 'application/json',
    ...told,
    bindings: { kafka: { key: { type: 'string', description: key }, bindingVersion: '0.5.0' } },
  };
}

/** A message on the topic of its kind. */
export function kindMessage(kind: Kind, { headers, payloadOf, examples }: Messages): TopicMessage {
  const own = examples.filter((example) => example.kind === kind);
  return {
    title: `${kind.name} v${kind.version}`,
    summary: kind.about,
    key: 'The sender.',
    headers,
    payload: payloadOf(kind),
    examples: own.map(onTopic),
  };
}

/** The salt is bytes, which no example can show as they are. */
function onTopic({ id, recorded }: MessageExample): JsonSchema {
  const { kind, version, sender, messageId } = recorded;
  const headers = { ...cloudEvent(kind, version, sender, messageId), 'holdfast-salt': '(32 bytes)' };
  return { name: id, headers, payload: recorded };
}
