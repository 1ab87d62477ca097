import { Directory } from '@holdfast/bus';
import { HealthController, Readiness } from '@holdfast/platform';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveryConfig } from './delivery.config.js';
import { EntriesController } from './entries/entries.controller.js';
import { Pages } from './entries/pages.js';
import { FeedSource } from './feed/feed-source.js';
import { FeedController } from './feed/feed.controller.js';
import { Streams } from './feed/streams.js';
import { FoldRecorded } from './fold/fold-recorded.js';
import { Ranges } from './given/ranges.js';
import { Closing } from './start/connections.js';
import type { Connections } from './start/connections.js';
import { Tail } from './tail/tail.js';

/** The delivery process: folds the record, and gives each partner what it may read. */
@Module({})
export class DeliveryModule {
  static of(config: DeliveryConfig, connections: Connections, readiness: Readiness): DynamicModule {
    return {
      module: DeliveryModule,
      controllers: [FoldRecorded, EntriesController, FeedController, HealthController],
      providers: [
        { provide: DeliveryConfig, useValue: config },
        { provide: Closing, useValue: new Closing(connections) },
        { provide: DataSource, useValue: connections.reading },
        { provide: Directory, useValue: connections.directory },
        { provide: Tail, useValue: connections.tail },
        { provide: Readiness, useValue: readiness },
        Pages,
        Ranges,
        FeedSource,
        Streams,
      ],
    };
  }
}
