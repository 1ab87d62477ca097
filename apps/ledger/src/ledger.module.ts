import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { HealthController, InternalGuard, Readiness } from '@holdfast/platform';
import { DataSource } from 'typeorm';
import { LedgerState } from './ledger-state.js';
import { RecordSubmitted } from './record/record-submitted.js';
import { StatusController } from './status/status.controller.js';

/** What the process made before Nest started. */
export interface LedgerParts {
  database: DataSource;
  state: LedgerState;
  guard: InternalGuard;
  readiness: Readiness;
}

/** The ledger: records what the kind topics carry, and answers what became of it. */
@Module({})
export class LedgerModule {
  static with({ database, state, guard, readiness }: LedgerParts): DynamicModule {
    return {
      module: LedgerModule,
      controllers: [RecordSubmitted, StatusController, HealthController],
      providers: [
        { provide: DataSource, useValue: database },
        { provide: LedgerState, useValue: state },
        { provide: InternalGuard, useValue: guard },
        { provide: Readiness, useValue: readiness },
      ],
    };
  }
}
