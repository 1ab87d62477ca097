import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Flag, Int, ListOf, OneOf, Text, text } from '@holdfast/contracts';
import { ConfigurationInvalid } from './configuration-invalid.js';
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
  @ListOf(text({ max: 255 }), { max: 100, min: 1, about: 'Kafka brokers, host:port, separated by commas.' })
  kafkaBrokers!: string[];

  @Flag({ about: 'TLS to Kafka.' })
  kafkaTls = false;

  @Text({ max: 255, optional: true, about: 'User for SASL/SCRAM-SHA-512 to Kafka.' })
  kafkaUsername?: string;

  @Text({ max: 500, optional: true, about: 'File with the password of that user.' })
  kafkaPasswordFile?: string;

  @Env('DATABASE_URL')
  @Text({ max: 1000, about: 'PostgreSQL URL.' })
  databaseUrl!: string;

  @OneOf(['debug', 'info', 'warn', 'error'], { about: 'Least level that is logged.' })
  logLevel = 'info';

  @Text({ max: 500, optional: true, about: "The process's private key; default: its own name in the keys folder." })
  keyFile?: string;
}

/** TLS and user for Kafka, as kafkajs takes them. */
export function kafkaSecurity({ kafkaTls, kafkaUsername, kafkaPasswordFile }: ProcessConfig) {
  if (!kafkaUsername || !kafkaPasswordFile) return { ssl: kafkaTls };
  const password = readFileSync(kafkaPasswordFile, 'utf8').trim();
  return { ssl: kafkaTls, sasl: { mechanism: 'scram-sha-512' as const, username: kafkaUsername, password } };
}

/** Where a process finds its private key. */
export function keyFileOf({ home, keyFile }: ProcessConfig, process: string): string {
  return keyFile ?? join(home, 'keys', `${process}.jwk`);
}

/** Outside development a connection that anybody could read or pretend to be is a reason not to start. */
export function requireSecurity(config: ProcessConfig, gateway?: { tlsCertFile?: string; tlsProxy?: string }): void {
  if (config.environment === 'development') return;
  const missing = [
    ...(config.kafkaTls && config.kafkaUsername ? [] : ['TLS and a user for Kafka']),
    ...(/[?&]sslmode=verify-(full|ca)/.test(config.databaseUrl) ? [] : ['sslmode=verify-full in DATABASE_URL']),
    ...(!gateway || gateway.tlsCertFile || gateway.tlsProxy ? [] : ['HOLDFAST_TLS_CERT_FILE or HOLDFAST_TLS_PROXY']),
  ];
  if (missing.length > 0) throw new ConfigurationInvalid(`Production needs: ${missing.join(', ')}`, { missing });
}
