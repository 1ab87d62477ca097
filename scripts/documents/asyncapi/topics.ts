import { CHECKPOINTS, DIRECTORY, RECORDED, topicSpecs } from '@holdfast/bus';
import type { TopicSpec } from '@holdfast/bus';
import { topicOf } from '@holdfast/contracts';
import type { Kind } from '@holdfast/contracts';
import type { Channel } from './channel.js';
import { headersSchema } from './headers.js';
import { kindMessage } from './messages.js';
import type { Messages } from './messages.js';
import { entry, erased, quarantined, tick } from './record-messages.js';

/** The channel of each kind, by the plural of its name. */
export function kindChannels(messages: Messages): [string, Channel][] {
  return [...Map.groupBy(messages.kinds, topicOf)].map(([topic, versions]) => {
    const [first] = versions;
    return [first?.plural ?? topic, kindChannel(topic, versions, messages)];
  });
}

function kindChannel(topic: string, versions: readonly Kind[], messages: Messages): Channel {
  const { about, processes } = versions.at(-1) ?? { about: '' };
  const writers = processes ? `the ${processes.join(', the ').toLowerCase()}` : 'the gateway, once it is accepted';
  return {
    address: topic,
    about: `${about} Kept until it is recorded and seven days old.`,
    does: { action: 'receive', summary: `The ledger reads what ${writers} publishes.` },
    ...placeOf(topic),
    messages: Object.fromEntries(
      versions.map((kind) => [`${kind.name}.v${kind.version}`, kindMessage(kind, messages)]),
    ),
  };
}

/** The channels that exist once: the record, the directory and the checkpoints. */
export function hubChannels(messages: Messages): [string, Channel][] {
  return [
    ['recorded', recordedChannel(messages)],
    ['directory', directoryChannel(messages)],
    ['checkpoints', checkpointsChannel()],
  ];
}

function recordedChannel({ anyMessage, examples }: Messages): Channel {
  return {
    address: RECORDED,
    about: 'The record: every entry in the order of its index, with ticks between.',
    does: { action: 'send', summary: 'The ledger publishes every entry once it is recorded; delivery and desk read.' },
    ...placeOf(RECORDED),
    messages: { entry: entry(anyMessage, examples[0]), quarantined: quarantined(), erased: erased(), tick: tick() },
  };
}

function directoryChannel({ kinds, payloadOf, examples }: Messages): Channel {
  const own = kinds.filter(({ directoryKey }) => directoryKey);
  const example = examples.find(({ kind }) => own.includes(kind));
  const headers = { 'holdfast-index': '1', 'holdfast-effect': '1' };
  return {
    address: DIRECTORY,
    about: 'The version in force of every directory object: members, their officers and profiles.',
    does: { action: 'send', summary: 'The ledger publishes a version when it takes effect; every process reads.' },
    ...placeOf(DIRECTORY),
    messages: {
      object: {
        title: 'A directory object',
        summary: 'The message that states the object as it is in force.',
        key: 'The object: its kind, its partner and, for an officer, its id, with slashes between.',
        headers: headersSchema(['index', 'effect']),
        payload: { oneOf: own.map(payloadOf) },
        examples: example ? [{ name: example.id, headers, payload: example.recorded }] : [],
      },
    },
  };
}

function checkpointsChannel(): Channel {
  return {
    address: CHECKPOINTS,
    about: 'Signed tree heads of the record, for witnesses.',
    does: { action: 'send', summary: 'The ledger publishes a checkpoint, at most once a second.' },
    ...placeOf(CHECKPOINTS),
    messages: {
      checkpoint: {
        title: 'A checkpoint',
        summary: 'A tree head as a signed note (C2SP tlog-checkpoint).',
        key: 'The origin of the log.',
        contentType: 'text/plain',
        headers: { type: 'object' },
        payload: { type: 'string' },
      },
    },
  };
}

/** Partitions and settings of a topic, as the hub creates and checks them. */
export function placeOf(topic: string): Pick<TopicSpec, 'partitions' | 'settings'> {
  const spec = topicSpecs().find((each) => each.topic === topic);
  if (!spec) throw new Error(`The hub creates no topic ${topic}`);
  return { partitions: spec.partitions, settings: spec.settings };
}
