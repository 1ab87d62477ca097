import {
  connectKafka,
  CreateConsumerOffset1767225600000,
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
import { leadWith } from './lead.js';
import { LedgerConfig } from './ledger.config.js';
import { LedgerModule } from './ledger.module.js';
import { LedgerState } from './record/ledger-state.js';
import { CreateLedger1767225600001 } from './schema/create-ledger-1767225600001.js';
import { RecordEffects1767225600002 } from './schema/record-effects-1767225600002.js';

const log = logger('ledger');
const toLog: BusLog = (level, text) => log[level](text);

await runMain(log, async () => {
  const config = loadConfig(LedgerConfig);
  log.level = config.logLevel;
  requireSecurity(config);
  const migrations = [CreateConsumerOffset1767225600000, CreateLedger1767225600001, RecordEffects1767225600002];
  const settings = { url: config.databaseUrl, schema: 'ledger', migrations };
  if (process.argv[2] === 'migrate') await migrate(settings);
  else await serve(config, await openDatabase(settings));
});

async function serve(config: LedgerConfig, database: Awaited<ReturnType<typeof openDatabase>>): Promise<void> {
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

  const state = new LedgerState();
  const readiness = new Readiness();
  const server = new KafkaBatchServer({
    kafka,
    database,
    databaseUrl: config.databaseUrl,
    consumer: 'ledger',
    parks: false,
    onLead: leadWith({ database, publisher, offsets, state }, config, toLog),
    log: toLog,
  });
  readiness.add('database', async () => Array.isArray(await database.query('SELECT 1')));
  readiness.add('recording', () => server.progressing);
  const module = LedgerModule.with({ database, state, directory, readiness });
  await startService({
    module,
    host: config.host,
    port: config.port,
    log,
    strategy: server,
    closeLast: () => Promise.all([publisher.stop(), offsets.stop(), directory.stop(), database.destroy()]),
  });
}
