import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { streamsOpen } from '../start/gateway-metrics.js';
import type { Caller } from '../access/caller.js';
import { Members } from '../access/members.js';

/** The streams that partners hold open here. One whose caller may not take part any more ends at once. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly open = new Map<AbortController, Caller>();

  constructor(private readonly members: Members) {
    members.onChange(() => this.endUnadmitted());
  }

  /** Does the work, which ends when `ending` says so. */
  async during(caller: Caller, ending: AbortController, work: () => Promise<void>): Promise<void> {
    this.open.set(ending, caller);
    streamsOpen.set(this.open.size);
    try {
      await work();
    } finally {
      this.open.delete(ending);
      streamsOpen.set(this.open.size);
    }
  }

  beforeApplicationShutdown(): void {
    for (const ending of this.open.keys()) ending.abort();
  }

  private endUnadmitted(): void {
    for (const [ending, caller] of this.open) if (!this.members.admits(caller)) ending.abort();
  }
}
