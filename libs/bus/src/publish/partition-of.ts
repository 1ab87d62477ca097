import kafkajs from 'kafkajs';

const choose = kafkajs.Partitioners.DefaultPartitioner();

/** The partition of a key: murmur2 modulo the number of partitions, as Kafka's own clients choose it. */
export function partitionOf(topic: string, key: string, partitions: number): number {
  if (partitions === 1) return 0;
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 }));
  return choose({
    topic,
    partitionMetadata: partitionMetadata.map((each) => ({ ...each, partitionErrorCode: 0, replicas: [], isr: [] })),
    message: { key, value: null },
  });
}
