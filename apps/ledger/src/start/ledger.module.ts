import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Directory, TopicOffsets } from '@holdfast/bus';
import { HealthController, Readiness } from '@holdfast/platform';
import { DataSource } from 'typeorm';
import { QuarantineController } from '../audit/quarantine/quarantine.controller.js';
import { ReconcileController } from '../audit/reconcile/reconcile.controller.js';
import { Reconciler } from '../audit/reconcile/reconciler.js';
import { ReplayController } from '../audit/replay/replay.controller.js';
import { ReplayRate } from '../audit/replay/replay-rate.js';
import { ReplayTopic } from '../audit/replay/replay-topic.js';
import { Replays } from '../audit/replay/replays.js';
import { MessageMac } from '../retention/message-mac.js';
import { ReceiptController } from '../receipt/receipt.controller.js';
import { LedgerState } from '../record/state/ledger-state.js';
import { ReadAhead } from '../record/read-ahead.js';
import { RecordSubmitted } from '../record/record-submitted.js';
import { SignedController } from '../status/signed.controller.js';
import { StatusController } from '../status/status.controller.js';
import { WhenCaughtUp } from '../status/when-caught-up.guard.js';
import { Rollover } from '../tree/rollover/rollover.js';
import { RolloverController } from '../tree/rollover/rollover.controller.js';
import { LogController } from '../tree/log.controller.js';
import type { LeadParts } from './lead.js';
import { LedgerConfig } from './ledger.config.js';

/** What the process made before Nest started. */
export interface LedgerParts extends LeadParts {
  config: LedgerConfig;
  ahead: ReadAhead;
  directory: Directory;
  readiness: Readiness;
}

/** The ledger: records what the kind topics carry, proves it, and answers what became of it. */
@Module({})
export class LedgerModule {
  static with(parts: LedgerParts): DynamicModule {
    return {
      module: LedgerModule,
      controllers: [
        RecordSubmitted,
        ReceiptController,
        StatusController,
        SignedController,
        LogController,
        RolloverController,
        ReplayController,
        ReconcileController,
        QuarantineController,
        HealthController,
      ],
      providers: [...made(parts), WhenCaughtUp, ReplayRate, ReplayTopic, Replays],
    };
  }
}

const made = (parts: LedgerParts) => [
  { provide: LedgerConfig, useValue: parts.config },
  { provide: DataSource, useValue: parts.database },
  { provide: LedgerState, useValue: parts.state },
  { provide: TopicOffsets, useValue: parts.offsets },
  { provide: MessageMac, useValue: parts.mac },
  { provide: ReadAhead, useValue: parts.ahead },
  { provide: Directory, useValue: parts.directory },
  { provide: Reconciler, useValue: parts.reconciler },
  { provide: Rollover, useValue: parts.rollover },
  { provide: Readiness, useValue: parts.readiness },
];
