import { Int, Text } from '@holdfast/contracts';
import { ConfigurationInvalid, describeConfig, loadConfig, ProcessConfig, requireSecurity } from '@holdfast/platform';

class TestConfig extends ProcessConfig {
  @Int({ min: 1, max: 10, about: 'Days.' })
  trimDays = 7;

  @Text({ max: 20, optional: true, about: 'Ledger.' })
  ledgerUrl?: string;
}

const needed = { KAFKA_BROKERS: 'a:1, b:2', DATABASE_URL: 'postgres://localhost/x' };

it('reads each property from its variable, else its initialiser, and freezes the result', () => {
  const config = loadConfig(TestConfig, { ...needed, HOLDFAST_TRIM_DAYS: '3', HOLDFAST_KAFKA_TLS: 'true' });
  expect(config).toMatchObject({ kafkaBrokers: ['a:1', 'b:2'], trimDays: 3, kafkaTls: true, home: '.holdfast' });
  expect(Object.isFrozen(config)).toBe(true);
});

it('names every wrong variable at once and no value', () => {
  const environment = { HOLDFAST_PORT: 'secret-abc', HOLDFAST_TRIM_DAYS: '99', HOLDFAST_ENVIRONMENT: 'prod' };
  const load = () => loadConfig(TestConfig, environment);
  expect(load).toThrow(ConfigurationInvalid);
  for (const variable of [
    'HOLDFAST_PORT',
    'HOLDFAST_TRIM_DAYS',
    'HOLDFAST_ENVIRONMENT',
    'KAFKA_BROKERS',
    'DATABASE_URL',
  ]) {
    expect(load).toThrow(variable);
  }
  expect(load).not.toThrow(/secret-abc/);
});

it('describes the settings from the same declaration', () => {
  const rows = describeConfig(TestConfig);
  expect(rows.find(({ variable }) => variable === 'HOLDFAST_TRIM_DAYS')).toEqual({
    variable: 'HOLDFAST_TRIM_DAYS',
    type: 'integer',
    initial: '7',
    about: 'Days.',
  });
  expect(rows.find(({ variable }) => variable === 'KAFKA_BROKERS')?.initial).toBe('required');
});

it('refuses production without TLS everywhere and names what is missing', () => {
  const open = loadConfig(TestConfig, { ...needed, HOLDFAST_ENVIRONMENT: 'production' });
  expect(() => requireSecurity(open, {})).toThrow(/Kafka.*sslmode.*HOLDFAST_TLS/);
  const closed = loadConfig(TestConfig, {
    ...needed,
    DATABASE_URL: 'postgres://db/x?sslmode=verify-full',
    HOLDFAST_ENVIRONMENT: 'production',
    HOLDFAST_KAFKA_TLS: 'true',
    HOLDFAST_KAFKA_USERNAME: 'gateway',
  });
  expect(() => requireSecurity(closed, { tlsProxy: 'edge' })).not.toThrow();
});
