import { join } from 'node:path';
import { Flag, Int, ListOf, OneOf, Text, text } from '@holdfast/contracts';
import { Env } from './env.js';

/** The settings that every process has. */
export class ProcessConfig {
  @Text({ max: 500, about: 'Folder of keys, logs and embedded data.' })
  home = '.holdfast';

  @OneOf(['development', 'production'], { about: 'Production refuses to start without TLS on every connection.' })
  environment = 'development';

  @Text({ max: 255, about: 'Address to listen on.' })
  host = '127.0.0.1';

  @Int({ min: 0, max: 65_535, about: 'Port to listen on.' })
  port = 0;

  @Env('KAFKA_BROKERS')
  @ListOf(text({ max: 255, pattern: /^\S+:\d{1,5}$/ }), {
    max: 100,
    min: 1,
    about: 'Kafka brokers, host:port, separated by commas.',
  })
  kafkaBrokers!: string[];

  @Flag({ about: 'TLS to Kafka.' })
  kafkaTls = false;

  @Text({ max: 255, optional: true, about: 'User for SASL/SCRAM-SHA-512 to Kafka.' })
  kafkaUsername?: string;

  @Text({ max: 500, optional: true, about: 'File with the password of that user.' })
  kafkaPasswordFile?: string;

  @Env('DATABASE_URL')
  @Text({ max: 1000, pattern: /^postgres(ql)?:\/\/\S+$/, about: 'PostgreSQL URL.' })
  databaseUrl!: string;

  @OneOf(['debug', 'info', 'warn', 'error'], { about: 'Least level that is logged.' })
  logLevel = 'info';

  @Text({ max: 500, optional: true, about: "The process's private key; default: its own name in the keys folder." })
  keyFile?: string;
}

/** Where a process finds its private key. */
export function keyFileOf({ home, keyFile }: ProcessConfig, process: string): string {
  return keyFile ?? join(home, 'keys', `${process}.jwk`);
}
