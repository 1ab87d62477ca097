import {
  connectKafka,
  Directory,
  KafkaBatchServer,
  migrate,
  openDatabase,
  Publisher,
  TopicOffsets,
} from '@holdfast/bus';
import type { BusLog } from '@holdfast/bus';
import {
  kafkaSecurity,
  loadConfig,
  logger,
  Readiness,
  requireSecurity,
  runMain,
  startService,
} from '@holdfast/platform';
import type { DataSource } from 'typeorm';
import { auditJobs } from './audit/audit-jobs.js';
import { ReadAhead } from './record/read-ahead.js';
import { refuseOwner } from './schema/refuse-owner.js';
import { ledgerSchema } from './schema/ledger-schema.js';
import { leadWith } from './start/lead.js';
import { ledgerParts } from './start/ledger-parts.js';
import { LedgerConfig } from './start/ledger.config.js';
import { LedgerModule } from './start/ledger.module.js';

const log = logger('ledger');
const toLog: BusLog = (level, text) => log[level](text);

await runMain(log, async () => {
  const config = loadConfig(LedgerConfig);
  log.level = config.logLevel;
  requireSecurity(config);
  const settings = ledgerSchema(config.databaseUrl);
  const job = auditJobs[process.argv[2] ?? ''];
  if (job) process.stdout.write(`${JSON.stringify(await job(config))}\n`);
  else if (process.argv[2] === 'migrate') await migrate(settings);
  else {
    const database = await openDatabase(settings);
    await refuseOwner(database, config.environment);
    await serve(config, database);
  }
});

async function serve(config: LedgerConfig, database: DataSource): Promise<void> {
  const kafka = connectKafka({
    brokers: config.kafkaBrokers,
    clientId: 'ledger',
    log: toLog,
    ...kafkaSecurity(config),
  });
  const directory = new Directory(kafka, toLog);
  const publisher = new Publisher(kafka, { timeoutMs: 10_000 });
  const offsets = new TopicOffsets(kafka);
  await Promise.all([directory.start(), publisher.start(), offsets.start()]);

  const parts = ledgerParts(config, { database, publisher, offsets }, toLog);
  const ahead = new ReadAhead();
  const server = new KafkaBatchServer({
    kafka,
    database,
    databaseUrl: config.databaseUrl,
    consumer: 'ledger',
    parks: false,
    prepare: ahead.prepare,
    onLead: leadWith(parts, config, toLog),
    log: toLog,
  });
  const readiness = new Readiness();
  readiness.add('database', async () => Array.isArray(await database.query('SELECT 1')));
  readiness.add('recording', () => server.progressing);
  await startService({
    module: LedgerModule.with({ ...parts, config, ahead, directory, readiness }),
    host: config.host,
    port: config.port,
    log,
    strategy: server,
    closeLast: () => Promise.all([publisher.stop(), offsets.stop(), directory.stop(), database.destroy()]),
  });
}
