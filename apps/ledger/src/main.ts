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
import { auditJobs } from './audit/audit-jobs.js';
import { Reconciler } from './audit/reconcile/reconciler.js';
import { ReadAhead } from './record/read-ahead.js';
import { LedgerState } from './record/state/ledger-state.js';
import { ledgerSchema } from './schema/ledger-schema.js';
import { ledgerKeys } from './start/ledger-keys.js';
import { leadWith } from './start/lead.js';
import { LedgerConfig } from './start/ledger.config.js';
import { LedgerModule } from './start/ledger.module.js';
import { cosignedBy } from './tree/cosign/cosigned-by.js';
import { readWitnesses } from './tree/cosign/read-witnesses.js';
import type { Log } from './tree/log.js';
import { Rollover } from './tree/rollover/rollover.js';
import { TileFiles } from './tree/tiles/tile-files.js';

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
  const ahead = new ReadAhead();
  const keys = ledgerKeys(config);
  const filesOf = (each: Pick<Log, 'number'>) => new TileFiles(config.home, each);
  const rollover = new Rollover(config.home, config.logName);
  const cosigned = cosignedBy({ witnesses: readWitnesses(config), quorum: config.witnessQuorum, log: toLog });
  const readiness = new Readiness();
  const server = new KafkaBatchServer({
    kafka,
    database,
    databaseUrl: config.databaseUrl,
    consumer: 'ledger',
    parks: false,
    prepare: ahead.prepare,
    onLead: leadWith({ database, publisher, offsets, state, ...keys, filesOf, cosigned, rollover }, config, toLog),
    log: toLog,
  });
  readiness.add('database', async () => Array.isArray(await database.query('SELECT 1')));
  readiness.add('recording', () => server.progressing);
  const reconciler = new Reconciler(database, offsets, keys.key);
  const module = LedgerModule.with({
    config,
    database,
    state,
    mac: keys.mac,
    ahead,
    directory,
    reconciler,
    rollover,
    readiness,
  });
  await startService({
    module,
    host: config.host,
    port: config.port,
    log,
    strategy: server,
    closeLast: () => Promise.all([publisher.stop(), offsets.stop(), directory.stop(), database.destroy()]),
  });
}
