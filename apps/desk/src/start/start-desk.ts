import { KafkaBatchServer } from '@holdfast/bus';
import type { BusLog } from '@holdfast/bus';
import { keyFileOf, keyInFile, Readiness, requireSecurity, startService } from '@holdfast/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { DeskConfig } from '../desk.config.js';
import { DeskModule } from '../desk.module.js';
import { PublishOutbox } from '../outbox/publish-outbox.js';
import { connect } from './connections.js';

/** Starts the process: it serves reads at once, and folds and decides while it leads. */
export async function startDesk(config: DeskConfig, log: Logger): Promise<NestFastifyApplication> {
  requireSecurity(config);
  const busLog: BusLog = (level, text) => log[level](text);
  const key = keyInFile(keyFileOf(config, 'desk'));
  const connections = await connect(config, busLog);
  const { kafka, folding, directory, publisher } = connections;
  const outbox = new PublishOutbox(folding, publisher, key);
  const strategy = new KafkaBatchServer({
    kafka,
    database: folding,
    databaseUrl: config.databaseUrl,
    consumer: 'desk',
    // A state that left an entry out would lapse or breach what it never saw: the fold waits instead.
    parks: false,
    onLead: async (lost) => void outbox.run(lost, busLog),
    log: busLog,
  });
  const readiness = new Readiness();
  readiness.add('database', async () => (await folding.query('SELECT 1')).length === 1);
  readiness.add('directory', () => directory.ready);
  readiness.add('fold', () => strategy.progressing);
  const module = DeskModule.of(config, { connections, outbox }, readiness);
  return startService({ module, host: config.host, port: config.port, log, strategy });
}
