import { kinds, topicOf } from '@holdfast/contracts';

const DAY_MS = 86_400_000;

/** The topic that carries the record: every entry in index order, with ticks. */
export const RECORDED = 'holdfast.recorded';
/** The latest version of every directory object. */
export const DIRECTORY = 'holdfast.directory';
/** Signed tree heads. */
export const CHECKPOINTS = 'holdfast.checkpoints';

/** A topic as it must be: the settings are given at creation and checked at every start. */
export interface TopicSpec {
  topic: string;
  partitions: number;
  settings: Record<string, string>;
}

/** The broker counts a whole batch against `max.message.bytes`. */
const bounded = { 'max.message.bytes': String(4 * 1024 * 1024), 'segment.ms': String(DAY_MS) };
const kept = (days: number) => ({ ...bounded, 'cleanup.policy': 'delete', 'retention.ms': String(days * DAY_MS) });
const compacted = {
  ...bounded,
  'cleanup.policy': 'compact',
  'min.cleanable.dirty.ratio': '0.1',
  'max.compaction.lag.ms': String(DAY_MS),
  'delete.retention.ms': String(7 * DAY_MS),
};

/** The acceptance time of a message is its broker's append time, so kind topics carry that. */
const kindTopic = {
  ...bounded,
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'message.timestamp.type': 'LogAppendTime',
};

/** Where a consumer leaves a record that it can never handle: place and reason, not the bytes. */
export const parkedTopic = (consumer: string): string => `holdfast.parked.${consumer}`;

/** The topics of the kinds, each once. */
export const kindTopics: readonly string[] = [...new Set(kinds.map(topicOf))];

/** Where a replay of the record goes: a topic of its own, which no process of the hub reads. */
export const replayTopic = (session: string): TopicSpec => ({
  topic: `holdfast.replay.${session}`,
  partitions: 1,
  settings: kept(7),
});

/** Every topic of the hub. */
export function topicSpecs(): TopicSpec[] {
  return [
    ...kindTopics.map((topic) => ({ topic, partitions: 1, settings: kindTopic })),
    { topic: RECORDED, partitions: 1, settings: kept(7) },
    { topic: DIRECTORY, partitions: 1, settings: compacted },
    { topic: CHECKPOINTS, partitions: 1, settings: compacted },
    { topic: parkedTopic('delivery'), partitions: 1, settings: kept(90) },
  ];
}
