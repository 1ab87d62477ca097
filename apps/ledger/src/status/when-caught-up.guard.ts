import { Injectable } from '@nestjs/common';
import type { CanActivate } from '@nestjs/common';
import { TopicOffsets } from '@holdfast/bus';
import { Unavailable } from '@holdfast/contracts';
import { DataSource } from 'typeorm';
import { lastPublished } from '../publish/last-published.js';

/**
 * Lets nobody read messages until the tables hold all that was published before: those of a restored backup may still
 * hold what was erased since. What was true once stays true while the process runs.
 */
@Injectable()
export class WhenCaughtUp implements CanActivate {
  private published: Promise<number> | undefined;
  private isCaughtUp = false;

  constructor(
    private readonly database: DataSource,
    private readonly offsets: TopicOffsets,
  ) {}

  /** Throws Unavailable until then, and while the brokers do not say what was published. */
  async canActivate(): Promise<boolean> {
    if (this.isCaughtUp || (await this.isWhole())) return true;
    throw new Unavailable('The record is being made whole from what was published; try again soon');
  }

  /** What is published was committed before: asked in this order, a whole record never looks short of it. */
  private async isWhole(): Promise<boolean> {
    const published = await this.lastPublished();
    this.isCaughtUp = (await this.lastIndex()) >= published;
    return this.isCaughtUp;
  }

  private async lastIndex(): Promise<number> {
    const [row]: { last: string }[] = await this.database.query(
      'SELECT coalesce(max(next_index), 0) - 1 AS last FROM log',
    );
    return Number(row?.last);
  }

  /** Asked once; again where the brokers gave no answer. */
  private async lastPublished(): Promise<number> {
    this.published ??= lastPublished(this.offsets);
    try {
      return await this.published;
    } catch (cause) {
      this.published = undefined;
      throw new Unavailable('The brokers do not say what was published', {}, { cause });
    }
  }
}
