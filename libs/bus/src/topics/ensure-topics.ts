import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import type { Admin, Kafka } from 'kafkajs';
import { TopicMismatch } from '../errors.js';
import { topicSpecs } from './topic-specs.js';
import type { TopicSpec } from './topic-specs.js';

const LEADER_TIMEOUT_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/**
 * Creates what is missing and checks all of it. Throws TopicMismatch naming every difference; never changes a topic.
 */
export async function ensureTopics(
  kafka: Kafka,
  { replicas = 1, specs = topicSpecs() }: { replicas?: 1 | 3; specs?: TopicSpec[] } = {},
): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 10 } });
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    await create(
      admin,
      specs.filter(({ topic }) => !existing.has(topic)),
      replicas,
    );
    await Promise.all(specs.map(({ topic }) => untilLed(admin, topic)));
    const differences = await differencesOf(admin, specs);
    if (differences.length > 0) throw new TopicMismatch(`Topics differ: ${differences.join('; ')}`, { differences });
  } finally {
    await admin.disconnect();
  }
}

async function create(admin: Admin, specs: TopicSpec[], replicas: number): Promise<void> {
  if (specs.length === 0) return;
  const inSync = { 'min.insync.replicas': String(Math.max(1, replicas - 1)) };
  await admin.createTopics({
    waitForLeaders: true,
    topics: specs.map(({ topic, partitions, settings }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replicas,
      configEntries: Object.entries({ ...settings, ...inSync }).map(([name, value]) => ({ name, value })),
    })),
  });
}

/** After its creation, or a start of the broker, a topic may have no leader for a moment: nobody can use it then. */
async function untilLed(admin: Admin, topic: string): Promise<void> {
  for (const deadline = Date.now() + LEADER_TIMEOUT_MS; ; await delay(LOOK_AGAIN_MS)) {
    const [answer] = await Promise.allSettled([admin.fetchTopicOffsets(topic)]);
    if (answer.status === 'fulfilled') return;
    if (Date.now() > deadline) throw answer.reason;
  }
}

async function differencesOf(admin: Admin, specs: TopicSpec[]): Promise<string[]> {
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const names = specs.map(({ topic }) => topic);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type, name })),
  });
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  return specs.flatMap(({ topic, partitions, settings }) => {
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
    const actual = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    const count = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    return [
      ...(count < partitions ? [`${topic} has ${count} partitions instead of ${partitions}`] : []),
      ...Object.entries(settings)
        .filter(([name, value]) => actual.get(name) !== value)
        .map(([name, value]) => `${topic} ${name} is ${actual.get(name)} instead of ${value}`),
    ];
  });
}
