import { codeOf } from '@holdfast/bus';
import { Forbidden } from '@holdfast/contracts';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { DeliveryConfig } from '../delivery.config.js';
import { openStreams } from '../start/delivery-metrics.js';
import { notActive } from '../entries/pages.js';
import { Ranges } from '../given/ranges.js';
import { FeedSource } from './feed-source.js';
import { FeedStream } from './feed-stream.js';
import { Outlet } from './outlet/outlet.js';
import { Seats } from './seats.js';

/** The open streams of this process. A partner that is no longer an active member loses its streams at once. */
@Injectable()
export class Streams implements BeforeApplicationShutdown {
  private readonly open = new Map<Outlet, { partner: string; ended: Promise<void> }>();
  private readonly seats: Seats;
  private readonly log = new Logger(Streams.name);

  constructor(
    private readonly source: FeedSource,
    private readonly ranges: Ranges,
    private readonly config: DeliveryConfig,
  ) {
    this.seats = new Seats(config.streamsPerPartner);
    source.tail.on('membership', () => this.endInactive());
  }

  /** Starts a stream after a position, or from now. Throws Forbidden or RateExceeded before `respond` is called. */
  async start(partner: string, after: number | undefined, respond: () => ServerResponse): Promise<void> {
    const leave = this.seats.take(partner);
    try {
      const { tail } = this.source;
      await tail.refresh();
      if (!tail.isActive(partner)) throw notActive();
      const outlet = new Outlet(respond(), this.config);
      const stream = new FeedStream({ partner, cursor: after ?? tail.ring.head }, this.source, this.ranges, outlet);
      this.keep(outlet, partner, stream.run().finally(leave));
    } catch (error) {
      leave();
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const outlet of this.open.keys()) outlet.end();
    await Promise.all([...this.open.values()].map(({ ended }) => ended));
  }

  private keep(outlet: Outlet, partner: string, running: Promise<void>): void {
    const ended = running.catch((error: unknown) => this.report(partner, error)).then(() => this.forget(outlet));
    this.open.set(outlet, { partner, ended });
    openStreams.set(this.open.size);
  }

  private forget(outlet: Outlet): void {
    this.open.delete(outlet);
    openStreams.set(this.open.size);
  }

  private endInactive(): void {
    for (const [outlet, { partner }] of this.open) if (!this.source.tail.isActive(partner)) outlet.end();
  }

  /** The answer has begun, so a failure can only end it; the reader comes back with its cursor. */
  private report(partner: string, error: unknown): void {
    if (error instanceof Forbidden) return;
    this.log.warn(`a stream of ${partner} ended: ${codeOf(error)}`);
  }
}
