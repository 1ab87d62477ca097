import { readFileSync } from 'node:fs';
import type { BusLog, Publisher } from '@holdfast/bus';
import { HUB } from '@holdfast/contracts';
import { keyFileOf, keyInFile, Readiness, requireSecurity, startService } from '@holdfast/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../gateway.config.js';
import { GatewayModule } from '../gateway.module.js';
import { connect } from './connections.js';

/** Starts the process: it listens once it knows the directory and has reached the brokers. */
export async function startGateway(config: GatewayConfig, log: Logger): Promise<NestFastifyApplication> {
  requireSecurity(config, config);
  const key = keyInFile(keyFileOf(config, 'gateway'));
  const busLog: BusLog = (level, text) => log[level](text);
  const connections = await connect(config, busLog);
  const { publisher, directory, database } = connections;
  const readiness = new Readiness();
  readiness.add('kafka', () => isConnected(publisher));
  readiness.add('directory', () => directory.ready);
  readiness.add('founding', () => directory.organisation(HUB) !== undefined);
  readiness.add('database', async () => (await database.query('SELECT 1')).length === 1);
  const module = GatewayModule.of(config, key, connections, readiness);
  const { tlsCertFile, tlsKeyFile, host, port } = config;
  const https =
    tlsCertFile && tlsKeyFile ? { cert: readFileSync(tlsCertFile), key: readFileSync(tlsKeyFile) } : undefined;
  return startService({ module, host, port, log, ...(https ? { https } : {}) });
}

/** Tries again where the last call failed: a gateway that is sent no work, because it is not ready, must find out. */
async function isConnected(publisher: Publisher): Promise<boolean> {
  if (!publisher.connected) await publisher.start();
  return publisher.connected;
}
