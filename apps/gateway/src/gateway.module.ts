import { Directory, Publisher } from '@holdfast/bus';
import type { SigningKey } from '@holdfast/contracts';
import { HealthController, InternalSigner, Readiness } from '@holdfast/platform';
import type { KeyResolver } from '@holdfast/platform';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { DocumentsController } from './documents/documents.controller.js';
import { AuditController } from './forward/audit.controller.js';
import { FlagsController } from './forward/flags.controller.js';
import { ForwardController } from './forward/forward.controller.js';
import { Forwarding, Upstreams } from './forward/forwarding.js';
import { LogController } from './forward/log.controller.js';
import { OpenStreams } from './forward/open-streams.js';
import { RequestsController } from './forward/requests.controller.js';
import { ReconcileController } from './forward/reconcile.controller.js';
import { Upstream } from './forward/upstream.js';
import { GatewayConfig } from './gateway.config.js';
import { secureHeaders } from './http/security-headers.js';
import { AccessGuard } from './access/access.guard.js';
import { AccessTokens } from './access/access-tokens.js';
import { Members } from './access/members.js';
import { TokenController } from './token/token.controller.js';
import { Tokens } from './token/tokens.js';
import { UsedAssertions } from './token/used-assertions.js';
import { Limits } from './limits/limits.js';
import { Closing } from './start/connections.js';
import type { Connections } from './start/connections.js';
import { Admission } from './admit/admission.js';
import { DirectoryController } from './access/directory.controller.js';
import { ProposalsController } from './submit/proposals.controller.js';
import { MessagesController } from './submit/messages.controller.js';
import { Outbound } from './submit/outbound.js';
import { Submissions } from './submit/submissions.js';

const CONTROLLERS = [
  TokenController,
  MessagesController,
  ProposalsController,
  DirectoryController,
  ForwardController,
  FlagsController,
  LogController,
  AuditController,
  ReconcileController,
  RequestsController,
  DocumentsController,
  HealthController,
];

/** The only public door: who may come in, what may come in, and where questions go. */
@Module({})
export class GatewayModule {
  constructor(host: HttpAdapterHost<FastifyAdapter>, config: GatewayConfig) {
    secureHeaders(host.httpAdapter.getInstance(), config.issuer);
  }

  static of(config: GatewayConfig, key: SigningKey, connections: Connections, readiness: Readiness): DynamicModule {
    return {
      module: GatewayModule,
      controllers: CONTROLLERS,
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: Closing, useValue: new Closing(connections) },
        { provide: Publisher, useValue: connections.publisher },
        { provide: Directory, useValue: connections.directory },
        { provide: DataSource, useValue: connections.database },
        { provide: Readiness, useValue: readiness },
        { provide: AccessTokens, useValue: new AccessTokens(config.issuer, key, countingIn(connections)) },
        { provide: Upstreams, useValue: upstreamsOf(config, key) },
        Limits,
        AccessGuard,
        Members,
        UsedAssertions,
        Tokens,
        Admission,
        Outbound,
        Submissions,
        OpenStreams,
        Forwarding,
      ],
    };
  }
}

const countingIn =
  ({ directory }: Connections): KeyResolver =>
  (kid) =>
    directory.hubKey('GATEWAY', kid);

function upstreamsOf({ ledgerUrl, deliveryUrl, deskUrl }: GatewayConfig, key: SigningKey): Upstreams {
  const signer = new InternalSigner('gateway', key);
  return new Upstreams(
    new Upstream('ledger', ledgerUrl, signer),
    new Upstream('delivery', deliveryUrl, signer),
    new Upstream('desk', deskUrl, signer),
  );
}
