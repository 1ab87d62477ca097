import { randomBytes } from 'node:crypto';
import {
  CHECKPOINTS,
  connectKafka,
  ensureTopics,
  HEADER,
  KafkaBatchServer,
  kindTopics,
  migrate,
  openDatabase,
  Publisher,
  RECORDED,
  submission,
  TopicOffsets,
} from '@holdfast/bus';
import type { BatchTransaction, OutgoingRecord, RecordBatch } from '@holdfast/bus';
import { loadConfig } from '@holdfast/platform';
import type { startServices } from '@holdfast/services';
import { seal } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';
import { example } from '../../../libs/contracts/test/examples.js';
import { Reconciler } from '../src/audit/reconcile/reconciler.js';
import { LedgerState } from '../src/record/state/ledger-state.js';
import { ReadAhead } from '../src/record/read-ahead.js';
import { RecordSubmitted } from '../src/record/record-submitted.js';
import { ledgerSchema } from '../src/schema/ledger-schema.js';
import { leadWith } from '../src/start/lead.js';
import { LedgerConfig } from '../src/start/ledger.config.js';
import { logSigner } from '../src/tree/log-key.js';
import type { Log } from '../src/tree/log.js';
import { keyOfLog, Rollover } from '../src/tree/rollover/rollover.js';
import { TileFiles } from '../src/tree/tiles/tile-files.js';
import { Faults } from './faults.js';
import { ledgerKey } from './people.js';
import { testMac, TEST_ORIGIN, testSigner } from './test-ledger.js';
import { until } from './until.js';

type Services = Awaited<ReturnType<typeof startServices>>;

/** The test's own key for the first log, and those that rollovers made for the others. */
const signerIn =
  (home: string) =>
  ({ number, origin }: Pick<Log, 'number' | 'origin'>) =>
    number === 1 ? testSigner : logSigner(keyOfLog(home, number), origin);

/** A broker, a database and what a test does with them beside the ledger. */
export class LedgerBench {
  private readonly publisher: Publisher;
  private readonly offsets: TopicOffsets;

  private constructor(
    readonly services: Services,
    readonly home: string,
    readonly database: DataSource,
    { publisher, offsets }: { publisher: Publisher; offsets: TopicOffsets },
  ) {
    this.publisher = publisher;
    this.offsets = offsets;
  }

  static async open(services: Services, home: string): Promise<LedgerBench> {
    const settings = ledgerSchema(services.postgres.url);
    const kafka = connectKafka({ brokers: services.kafka.brokers, clientId: 'test' });
    await Promise.all([migrate(settings), ensureTopics(kafka)]);
    const [publisher, offsets] = [new Publisher(kafka, { timeoutMs: 60_000 }), new TopicOffsets(kafka)];
    await offsets.start();
    return new LedgerBench(services, home, await openDatabase(settings), { publisher, offsets });
  }

  /** Messages as the gateway submits them: one flag for each reference. */
  async submit(...references: string[]): Promise<void> {
    const { sender, ...minimal } = example('address-flag');
    const records = references.map((reference) => {
      const { envelope, bytes } = seal({ ...minimal, reference }, sender);
      return submission(envelope, bytes, randomBytes(32));
    });
    await this.publisher.publish(records);
  }

  /** A ledger that leads, or waits to, until it is stopped; the faults cut it off. */
  async start(faults = new Faults()): Promise<{ faults: Faults; rollover: Rollover; stop: () => Promise<void> }> {
    const { brokers } = this.services.kafka;
    const log = () => undefined;
    const kafka = connectKafka({ brokers, clientId: 'ledger', log });
    const real = await openDatabase(ledgerSchema(this.services.postgres.url));
    const [publisher, offsets] = [new Publisher(kafka, { timeoutMs: 60_000 }), new TopicOffsets(kafka)];
    await Promise.all([publisher.start(), offsets.start()]);
    const places = { KAFKA_BROKERS: brokers.join(','), DATABASE_URL: this.services.postgres.url };
    const config = loadConfig(LedgerConfig, { ...places, HOLDFAST_HOME: this.home, HOLDFAST_LOG_NAME: TEST_ORIGIN });
    const [database, state, ahead] = [faults.database(real), new LedgerState(), new ReadAhead()];
    const keys = { key: ledgerKey, mac: testMac, signerOf: signerIn(this.home) };
    const parts = { database, publisher: faults.publisher(publisher), offsets, state, ...keys };
    const reconciler = new Reconciler(database, offsets, ledgerKey);
    const rollover = new Rollover(this.home, TEST_ORIGIN);
    const filesOf = (of: { number: number }) => faults.files(new TileFiles(this.home, of));
    const server = new KafkaBatchServer({
      kafka,
      database,
      databaseUrl: this.services.postgres.url,
      consumer: 'ledger',
      parks: false,
      prepare: ahead.prepare,
      onLead: leadWith({ ...parts, rollover, reconciler, filesOf, cosigned: async (note) => note }, config, log),
      log,
    });
    const recording = new RecordSubmitted(state, testMac, ahead);
    for (const topic of kindTopics) {
      server.addHandler(topic, (batch: RecordBatch, tx: BatchTransaction) => recording.record(batch, tx), true);
    }
    server.listen(() => undefined);
    const stop = async () => {
      await server.close();
      await Promise.all([publisher.stop(), offsets.stop()]);
      await real.destroy();
    };
    return { faults, rollover, stop };
  }

  /** Waits until so many entries are recorded and signed. */
  untilSigned(count: number): Promise<void> {
    return until(async () => {
      const [size] = await this.column<string>('SELECT checkpoint_size AS value FROM log ORDER BY number DESC LIMIT 1');
      return Number(size) === count;
    });
  }

  /** Publishes entries of the record a second time, as after an answer that was not heard. */
  async publishAgain(from: number, to: number): Promise<void> {
    const again: OutgoingRecord[] = [];
    await this.offsets.readAll(RECORDED, async (records) => {
      for (const { key, value, headers } of records) {
        const index = Number(headers?.[HEADER.index]);
        if (headers?.[HEADER.tick] !== undefined || index < from || index > to) continue;
        again.push({ topic: RECORDED, key: key?.toString() ?? '', value, headers: Object(headers) });
      }
    });
    await this.publisher.publish(again);
  }

  /** Every checkpoint that was ever published, as notes. */
  async checkpoints(): Promise<string[]> {
    const notes: string[] = [];
    await this.offsets.readAll(CHECKPOINTS, async (records) => {
      notes.push(...records.map(({ value }) => value?.toString() ?? ''));
    });
    return notes;
  }

  async column<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const rows: { value: T }[] = await this.database.query(sql, values);
    return rows.map(({ value }) => value);
  }

  async close(): Promise<void> {
    await Promise.all([this.publisher.stop(), this.offsets.stop(), this.database.destroy()]);
  }
}
