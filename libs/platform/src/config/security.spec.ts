import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationInvalid, kafkaSecurity, loadConfig, ProcessConfig, requireSecurity } from '@holdfast/platform';

const open = { KAFKA_BROKERS: 'a:1', DATABASE_URL: 'postgres://db/x', HOLDFAST_ENVIRONMENT: 'production' };
const closed = {
  ...open,
  DATABASE_URL: 'postgres://db/x?sslmode=verify-full',
  HOLDFAST_KAFKA_TLS: 'true',
  HOLDFAST_KAFKA_USERNAME: 'gateway',
  HOLDFAST_KAFKA_PASSWORD_FILE: '/run/secrets/kafka',
};
const starting = (variables: Record<string, string>, door?: Parameters<typeof requireSecurity>[1]) => () =>
  requireSecurity(loadConfig(ProcessConfig, variables), door);

it('lets development and closed production start', () => {
  expect(starting({ ...open, HOLDFAST_ENVIRONMENT: 'development' }, {})).not.toThrow();
  expect(starting(closed)).not.toThrow();
  expect(starting(closed, { tlsProxy: 'edge' })).not.toThrow();
  expect(starting(closed, { tlsCertFile: 'c', tlsKeyFile: 'k' })).not.toThrow();
});

it('names everything that production lacks at once', () => {
  expect(starting(open, {})).toThrow(ConfigurationInvalid);
  expect(starting(open, {})).toThrow(/KAFKA_TLS.*KAFKA_USERNAME.*sslmode.*HOLDFAST_TLS_CERT_FILE/);
});

it.each(['?sslmode=require', '?sslmode=no-verify', '?sslmode=verify-full&sslmode=disable', '?a=sslmode=verify-full'])(
  'does not take %s for TLS to a proven PostgreSQL',
  (query) => expect(starting({ ...closed, DATABASE_URL: `postgres://db/x${query}` })).toThrow(/sslmode/),
);

it('refuses half a pair of settings in development too, since it would leave the door open', () => {
  const development = { ...closed, HOLDFAST_ENVIRONMENT: 'development' };
  expect(starting({ ...development, HOLDFAST_KAFKA_PASSWORD_FILE: '' })).toThrow(/both or neither.*KAFKA/);
  expect(starting(development, { tlsCertFile: 'c' })).toThrow(/both or neither.*TLS/);
});

it('reads the password of Kafka from its file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-secret-'));
  const file = join(folder, 'kafka');
  writeFileSync(file, 'hush\n');
  const config = loadConfig(ProcessConfig, { ...closed, HOLDFAST_KAFKA_PASSWORD_FILE: file });
  const sasl = { mechanism: 'scram-sha-512', username: 'gateway', password: 'hush' };
  expect(kafkaSecurity(config)).toEqual({ ssl: true, sasl });
  rmSync(folder, { recursive: true });
});
