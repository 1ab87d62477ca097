import { KafkaBatchServer } from '@holdfast/bus';
import type { BusLog } from '@holdfast/bus';
import { keyFileOf, keyInFile, Readiness, requireSecurity, startService } from '@holdfast/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { PublishAcknowledgements } from '../acknowledge/publish-acknowledgements.js';
import type { DeliveryConfig } from '../delivery.config.js';
import { DeliveryModule } from '../delivery.module.js';
import { connect } from './connections.js';

/** Starts the process: it serves reads at once, and folds while it leads. */
export async function startDelivery(config: DeliveryConfig, log: Logger): Promise<NestFastifyApplication> {
  requireSecurity(config);
  const busLog: BusLog = (level, text) => log[level](text);
  const key = keyInFile(keyFileOf(config, 'delivery'));
  const connections = await connect(config, busLog);
  const { kafka, folding, directory, publisher } = connections;
  const acknowledgements = new PublishAcknowledgements(folding, publisher, key);
  const strategy = new KafkaBatchServer({
    kafka,
    database: folding,
    databaseUrl: config.databaseUrl,
    consumer: 'delivery',
    // A hole in what partners read would be seen by nobody: the fold waits instead and is not ready.
    parks: false,
    onLead: async (lost) => void acknowledgements.run(lost, busLog),
    log: busLog,
  });
  const readiness = new Readiness();
  readiness.add('database', async () => (await folding.query('SELECT 1')).length === 1);
  readiness.add('directory', () => directory.ready);
  readiness.add('fold', () => strategy.progressing);
  const module = DeliveryModule.of(config, connections, readiness);
  return startService({ module, host: config.host, port: config.port, log, strategy });
}
