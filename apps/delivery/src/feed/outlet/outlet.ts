import type { ServerResponse } from 'node:http';
import { slowReaders } from '../../start/delivery-metrics.js';
import { HEARTBEAT, RETRY } from './sse.js';
import { until } from './until.js';

export interface OutletLimits {
  drainTimeoutMs: number;
  heartbeatMs: number;
}

/** The writing end of a stream. It never holds more than the socket's buffer and what was written last. */
export class Outlet {
  private readonly closed = new AbortController();
  private readonly heartbeat: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    private readonly limits: OutletLimits,
  ) {
    response.on('close', () => this.stop());
    // A reader that went away is seen by `close`; the error itself says no more.
    response.on('error', () => this.stop());
    response.writeHead(200, HEADERS);
    response.write(RETRY);
    this.heartbeat = setInterval(() => this.beat(), limits.heartbeatMs);
    // The reader may have left before there was anybody to notice.
    if (response.destroyed) this.stop();
  }

  /** Aborted when the stream is over, whoever ended it. */
  get signal(): AbortSignal {
    return this.closed.signal;
  }

  /** Waits until the reader took the bytes; one that takes too long is cut off. */
  async write(bytes: Buffer): Promise<void> {
    if (this.response.write(bytes)) return;
    const timer = setTimeout(() => this.cutOff(), this.limits.drainTimeoutMs);
    await until(this.response, 'drain', this.signal);
    clearTimeout(timer);
  }

  /** Ends the stream in order: what was written before still arrives, unless the reader does not take it soon. */
  end(): void {
    this.stop();
    if (this.response.destroyed) return;
    this.response.end();
    const timer = setTimeout(() => this.response.destroy(), END_TIMEOUT_MS);
    this.response.once('close', () => clearTimeout(timer));
  }

  private beat(): void {
    if (!this.response.writableNeedDrain) this.response.write(HEARTBEAT);
  }

  private cutOff(): void {
    slowReaders.inc();
    this.response.destroy();
    this.stop();
  }

  private stop(): void {
    clearInterval(this.heartbeat);
    this.closed.abort();
  }
}

const END_TIMEOUT_MS = 2000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};
