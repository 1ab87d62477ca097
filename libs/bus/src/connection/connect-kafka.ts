import kafkajs from 'kafkajs';
import type { ISocketFactory, Kafka, KafkaConfig, logCreator } from 'kafkajs';
import './quiet-queue.js';

/** Receives what kafkajs has to say; place and text only, never a record. */
export type BusLog = (level: 'error' | 'warn', text: string) => void;

/** How to reach the brokers. */
export interface KafkaSettings {
  brokers: string[];
  clientId: string;
  ssl?: NonNullable<KafkaConfig['ssl']>;
  sasl?: NonNullable<KafkaConfig['sasl']>;
  log?: BusLog;
  socketFactory?: ISocketFactory;
}

/** A warning that does not concern us: a producer that failed is thrown away, never used again. */
const RETRIES_ARE_LIMITED = 'Limiting retries for the idempotent producer';

/** A client that connects when it is first used. Retries are decided by what uses it, so none is set here. */
export function connectKafka({ log = () => undefined, ...settings }: KafkaSettings): Kafka {
  const { logLevel } = kafkajs;
  const toLog: logCreator =
    () =>
    ({ level, namespace, log: entry }) => {
      if (entry.message.startsWith(RETRIES_ARE_LIMITED)) return;
      const code = entry.error === undefined ? '' : ` ${String(entry.error).slice(0, 200)}`;
      log(level === logLevel.ERROR ? 'error' : 'warn', `${namespace ?? 'Kafka'} ${entry.message}${code}`);
    };
  return new kafkajs.Kafka({
    ...settings,
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    logLevel: logLevel.WARN,
    logCreator: toLog,
  });
}
