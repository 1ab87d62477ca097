import { HttpException } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, register } from 'prom-client';
import { Readiness } from '../health/readiness.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { sendProblem } from '../http/send-problem.js';
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
  /** How long a stop waits for requests under way before it cuts them. */
  drainMs?: number;
}

const BODY_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * Starts a process: Nest on Fastify, its consumer, its health; stops in order when told to. Bodies arrive as streams.
 */
export async function startService(start: ServiceStart): Promise<NestFastifyApplication> {
  const { host, port, log, strategy, closeLast } = start;
  const app = await createApp(start);
  if (!register.getSingleMetric('process_start_time_seconds')) collectDefaultMetrics();
  if (strategy) {
    app.connectMicroservice({ strategy: typeof strategy === 'function' ? strategy(app) : strategy });
    await app.startAllMicroservices();
  }
  await app.listen(port, host);
  const close = async () => {
    await app.close();
    await closeLast?.();
  };
  log.info({ url: await app.getUrl() }, 'ready');
  stopOnSignal(close, app.get(Readiness), log);
  return app;
}

async function createApp({ module, log, https, drainMs = 5_000 }: ServiceStart): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // A URL that no route can be looked up by is answered before any filter is asked.
    frameworkErrors: ({ statusCode = 400 }: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, new HttpException('The URL cannot be read', statusCode)),
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
  fastify.addHook('preClose', async () => {
    setTimeout(() => fastify.server.closeAllConnections(), drainMs).unref();
  });
  app.useGlobalFilters(new ProblemFilter(log));
  return app;
}
