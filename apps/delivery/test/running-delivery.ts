import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, DIRECTORY, ensureTopics, HEADER, migrate, Publisher, TopicOffsets } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import type { Sealed } from '@holdfast/contracts';
import { InternalSigner, loadConfig, logger, newKey, publicJwkOf, writeKey } from '@holdfast/platform';
import { startServices } from '@holdfast/services';
import { Client } from 'pg';
import { DeliveryConfig } from '../src/delivery.config.js';
import { databaseSettings } from '../src/start/connections.js';
import { startDelivery } from '../src/start/start-delivery.js';
import { organisation, recorded } from './recorded-messages.js';

const gatewayKey = newKey('gateway-1');
/** The test's own records need only arrive. */
const PUBLISH_TIMEOUT_MS = 60_000;

const directoryEntry = (): OutgoingRecord => {
  const keys = [{ kid: gatewayKey.kid, jwk: publicJwkOf(gatewayKey), process: 'GATEWAY' }];
  const { bytes } = organisation('hub', { type: 'HUB', keys });
  return {
    topic: DIRECTORY,
    key: 'organisation/hub',
    value: bytes,
    headers: { [HEADER.index]: '0', [HEADER.effect]: '0' },
  };
};

/** The delivery process with a Kafka and a PostgreSQL of its own, and the hands of its neighbours. */
export async function runningDelivery(settings: Record<string, string>) {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  const services = await startServices({ home, tests: true });
  const places = { KAFKA_BROKERS: services.kafka.brokers.join(','), DATABASE_URL: services.postgres.url };
  const config = loadConfig(DeliveryConfig, { ...places, HOLDFAST_HOME: home, HOLDFAST_PORT: '0', ...settings });
  writeKey(join(home, 'keys', 'delivery.jwk'), newKey('delivery-1'));
  const kafka = connectKafka({ brokers: services.kafka.brokers, clientId: 'test' });
  await Promise.all([migrate(databaseSettings(config)), ensureTopics(kafka)]);
  const publisher = new Publisher(kafka, { timeoutMs: PUBLISH_TIMEOUT_MS });
  await publisher.publish([directoryEntry()]);
  const app = await startDelivery(config, logger('delivery', 'error'));
  const database = new Client({ connectionString: services.postgres.url, options: '-c search_path=delivery' });
  await database.connect();

  const signer = new InternalSigner('gateway', gatewayKey);
  const offsets = new TopicOffsets(kafka);
  await offsets.start();
  let nextIndex = 0;
  return {
    url: await app.getUrl(),
    database,
    authorization: async (partner: string) => `Bearer ${await signer.sign('delivery', partner)}`,
    /** Publishes messages as the ledger does and returns their indexes. */
    async record(...messages: Sealed[]): Promise<number[]> {
      const indexes = messages.map(() => nextIndex++);
      await publisher.publish(messages.map((message, at) => recorded(indexes[at] ?? -1, message)));
      return indexes;
    },
    /** How many acknowledgements the hub has published. */
    async acknowledged(): Promise<number> {
      const ends = await offsets.ends(['holdfast.acknowledgements']);
      return ends.reduce((sum, { end }) => sum + Number(end), 0);
    },
    async stop(): Promise<void> {
      await app.close();
      await Promise.all([publisher.stop(), offsets.stop(), database.end()]);
      await services.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
