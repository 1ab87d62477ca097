import { Int, Text } from '@holdfast/contracts';
import { ConfigurationInvalid, describeConfig, loadConfig, ProcessConfig } from '@holdfast/platform';

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

it('names every wrong variable at once, with what it must be and without its value', () => {
  const environment = {
    HOLDFAST_PORT: 'secret-a',
    HOLDFAST_TRIM_DAYS: '99',
    HOLDFAST_ENVIRONMENT: 'secret-b',
    HOLDFAST_KAFKA_TLS: 'yes',
    KAFKA_BROKERS: 'a:1,secret-c',
    DATABASE_URL: '',
  };
  const load = () => loadConfig(TestConfig, environment);
  expect(load).toThrow(ConfigurationInvalid);
  expect(load).toThrow(
    [
      'Wrong settings: HOLDFAST_ENVIRONMENT must be one of development, production',
      'HOLDFAST_PORT must be a whole number from 0 to 65535',
      'KAFKA_BROKERS must be a list, separated by commas, each text like ^\\S+:\\d{1,5}$',
      'HOLDFAST_KAFKA_TLS must be true or false',
      'DATABASE_URL is missing',
      'HOLDFAST_TRIM_DAYS must be a whole number from 1 to 10',
    ].join('; '),
  );
  expect(load).not.toThrow(/secret/);
});

it('describes the settings from the same declaration', () => {
  const rows = describeConfig(TestConfig);
  expect(rows.find(({ variable }) => variable === 'HOLDFAST_TRIM_DAYS')).toEqual({
    variable: 'HOLDFAST_TRIM_DAYS',
    type: 'a whole number from 1 to 10',
    initial: '7',
    about: 'Days.',
  });
  expect(rows.find(({ variable }) => variable === 'KAFKA_BROKERS')?.initial).toBe('required');
});
