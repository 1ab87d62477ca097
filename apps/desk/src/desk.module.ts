import { Directory } from '@holdfast/bus';
import { HealthController, Readiness } from '@holdfast/platform';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeskConfig } from './desk.config.js';
import { FlagsController } from './flags/screen/flags.controller.js';
import { Screening } from './flags/screen/screening.js';
import { FoldRecorded, PARTS } from './fold/fold-recorded.js';
import { PublishOutbox } from './outbox/publish-outbox.js';
import { RequestsController } from './requests/read/requests.controller.js';
import { deskParts } from './start/desk-parts.js';
import { Closing } from './start/connections.js';
import type { Connections } from './start/connections.js';

/** The desk process: folds the record into what is true now, decides what follows, and answers what is true. */
@Module({})
export class DeskModule {
  static of(
    config: DeskConfig,
    { connections, outbox }: { connections: Connections; outbox: PublishOutbox },
    readiness: Readiness,
  ): DynamicModule {
    return {
      module: DeskModule,
      controllers: [FoldRecorded, RequestsController, FlagsController, HealthController],
      providers: [
        { provide: DeskConfig, useValue: config },
        { provide: Closing, useValue: new Closing(connections) },
        { provide: DataSource, useValue: connections.reading },
        { provide: Directory, useValue: connections.directory },
        { provide: Readiness, useValue: readiness },
        { provide: PublishOutbox, useValue: outbox },
        { provide: PARTS, useValue: deskParts() },
        Screening,
      ],
    };
  }
}
