import type { KafkaMessage } from 'kafkajs';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** Records of one partition that follow each other, at most a thousand. */
export interface RecordBatch {
  topic: string;
  partition: number;
  records: KafkaMessage[];
}

/** The transaction in which a batch takes effect; the consumer's offset moves in it too. */
export interface BatchTransaction {
  manager: EntityManager;
  /** The same transaction's connection, for COPY. */
  client: PoolClient;
  /** Runs once the effect is durable. */
  afterCommit(then: () => void): void;
}

export const offsetOf = ({ offset }: KafkaMessage): bigint => BigInt(offset);
