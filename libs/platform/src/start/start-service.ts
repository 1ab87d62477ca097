import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import { Readiness } from '../health/readiness.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { NestLog } from './nest-log.js';
import { stopOnSignal } from './stop-on-signal.js';

/** How a process is started. */
export interface ServiceStart {
  /** The Nest module of the process; it provides Readiness. */
  module: Type | Parameters<typeof NestFactory.create>[0];
  host: string;
  port: number;
  log: Logger;
  /** The consumer of the process, connected before it listens. */
  strategy?: CustomTransportStrategy | ((app: NestFastifyApplication) => CustomTransportStrategy);
  https?: { cert: Buffer; key: Buffer };
  /** Connections to close once nothing uses them any more. */
  closeLast?: () => Promise<unknown>;
}

const BODY_LIMIT = Number.MAX_SAFE_INTEGER;

/** Starts a process: Nest on Fastify, its consumer, its health; stops in order when told to. Bodies arrive as streams. */
export async function startService({
  module,
  host,
  port,
  log,
  strategy,
  https,
  closeLast,
}: ServiceStart): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    ...(https ? { https } : {}),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
    routeConflictPolicy: { duplicate: 'error', shadow: 'error' },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.useGlobalFilters(new ProblemFilter(log));
  collectDefaultMetrics();

  if (strategy) {
    app.connectMicroservice({ strategy: typeof strategy === 'function' ? strategy(app) : strategy });
    await app.startAllMicroservices();
  }
  await app.listen(port, host);
  const close = async () => {
    await app.close();
    await closeLast?.();
  };
  stopOnSignal(close, app.get(Readiness), log);
  log.info({ url: await app.getUrl() }, 'ready');
  return app;
}
