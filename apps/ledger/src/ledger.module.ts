import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Directory } from '@holdfast/bus';
import { HealthController, Readiness } from '@holdfast/platform';
import { DataSource } from 'typeorm';
import { LedgerState } from './record/ledger-state.js';
import { RecordSubmitted } from './record/record-submitted.js';
import { SignedController } from './status/signed.controller.js';
import { StatusController } from './status/status.controller.js';

/** What the process made before Nest started. */
export interface LedgerParts {
  database: DataSource;
  state: LedgerState;
  directory: Directory;
  readiness: Readiness;
}

/** The ledger: records what the kind topics carry, and answers what became of it. */
@Module({})
export class LedgerModule {
  static with({ database, state, directory, readiness }: LedgerParts): DynamicModule {
    return {
      module: LedgerModule,
      controllers: [RecordSubmitted, StatusController, SignedController, HealthController],
      providers: [
        { provide: DataSource, useValue: database },
        { provide: LedgerState, useValue: state },
        { provide: Directory, useValue: directory },
        { provide: Readiness, useValue: readiness },
      ],
    };
  }
}
