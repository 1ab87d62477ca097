import { readFileSync } from 'node:fs';
import { ConfigurationInvalid } from './configuration-invalid.js';
import type { ProcessConfig } from './process-config.js';

/** How the public door ends TLS: itself, by both files, or a named proxy before it. */
export interface DoorSecurity {
  tlsCertFile?: string;
  tlsKeyFile?: string;
  tlsProxy?: string;
}

/** TLS and user for Kafka, as kafkajs takes them. */
export function kafkaSecurity({ kafkaTls, kafkaUsername, kafkaPasswordFile }: ProcessConfig) {
  if (!kafkaUsername || !kafkaPasswordFile) return { ssl: kafkaTls };
  const password = readFileSync(kafkaPasswordFile, 'utf8').trim();
  return { ssl: kafkaTls, sasl: { mechanism: 'scram-sha-512' as const, username: kafkaUsername, password } };
}

/**
 * Outside development a connection that anybody could read or pretend to be is a reason not to start. Half a pair of
 * settings is one everywhere: it would leave a connection open that was meant to be closed.
 */
export function requireSecurity(config: ProcessConfig, door?: DoorSecurity): void {
  const halves = halfSettings(config, door);
  if (halves.length > 0) throw new ConfigurationInvalid(`Set both or neither: ${halves.join('; ')}`, { halves });
  if (config.environment === 'development') return;
  const missing = [
    ...(config.kafkaTls ? [] : ['HOLDFAST_KAFKA_TLS']),
    ...(config.kafkaUsername ? [] : ['HOLDFAST_KAFKA_USERNAME']),
    ...(sslModeOf(config.databaseUrl) === 'verify-full' ? [] : ['sslmode=verify-full in DATABASE_URL']),
    ...(!door || door.tlsCertFile || door.tlsProxy ? [] : ['HOLDFAST_TLS_CERT_FILE or HOLDFAST_TLS_PROXY']),
  ];
  if (missing.length > 0) throw new ConfigurationInvalid(`Production needs: ${missing.join(', ')}`, { missing });
}

function halfSettings({ kafkaUsername, kafkaPasswordFile }: ProcessConfig, door: DoorSecurity = {}): string[] {
  return [
    ...(!kafkaUsername === !kafkaPasswordFile ? [] : ['HOLDFAST_KAFKA_USERNAME, HOLDFAST_KAFKA_PASSWORD_FILE']),
    ...(!door.tlsCertFile === !door.tlsKeyFile ? [] : ['HOLDFAST_TLS_CERT_FILE, HOLDFAST_TLS_KEY_FILE']),
  ];
}

/** The last one given counts, as for the driver; its weaker modes change their meaning between versions. */
function sslModeOf(url: string): string | undefined {
  return new URLSearchParams(url.split('?')[1]).getAll('sslmode').at(-1);
}
