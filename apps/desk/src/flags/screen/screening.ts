import { Directory } from '@holdfast/bus';
import { keysOf } from '@holdfast/policy';
import type { DirectoryView } from '@holdfast/policy';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lookupKey } from '../state/lookup-key.js';
import { screened } from './screening-metrics.js';

/** More flags of one account are not shown; the answer says so. */
export const MOST_FLAGS = 100;

/** A flag in force that a partner may see: its JSON as it was made ready, and its index. */
export interface ShownFlag {
  flagId: string;
  sender: string;
  index: number;
  shown: string;
  told: string;
}

interface ShownRow {
  at: string;
  flag_id: string;
  sender: string;
  index: string;
  shown: string;
  told: string;
}

/** In force at the last tick and readable under one of these keys, the oldest first. */
const IN_FORCE = `
  SELECT given.at, found.* FROM unnest($1::text[]) WITH ORDINALITY AS given (account, at),
  LATERAL (
    SELECT flag_id, sender, index, shown, told FROM flag
    WHERE flag.account = given.account AND standing <> 'REVOKED' AND keys && $2::text[]
      AND valid_from <= (SELECT tick FROM progress) AND valid_until > (SELECT tick FROM progress)
    ORDER BY index LIMIT ${MOST_FLAGS + 1}
  ) AS found`;

/** Which flags are in force on accounts, for a partner under its present membership. */
@Injectable()
export class Screening {
  constructor(
    private readonly database: DataSource,
    @Inject(Directory) private readonly directory: Pick<DirectoryView, 'organisation'>,
  ) {}

  /** The flags of each account, by its place in the list; an account without any is not in it. */
  async flagsOf(partner: string, accounts: readonly string[]): Promise<Map<number, ShownFlag[]>> {
    const organisation = this.directory.organisation(partner);
    const keys = organisation ? keysOf(organisation) : [];
    const rows: ShownRow[] =
      keys.length === 0 ? [] : await this.database.query(IN_FORCE, [accounts.map(lookupKey), keys]);
    const found = new Map<number, ShownFlag[]>();
    for (const { at, flag_id: flagId, sender, index, shown, told } of rows) {
      const flag = { flagId, sender, index: Number(index), shown, told };
      const place = Number(at) - 1;
      const own = found.get(place);
      if (own) own.push(flag);
      else found.set(place, [flag]);
    }
    screened.inc({ result: 'flagged' }, found.size);
    screened.inc({ result: 'clean' }, accounts.length - found.size);
    return found;
  }
}
