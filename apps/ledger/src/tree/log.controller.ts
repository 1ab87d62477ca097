import { Controller, Get, Header, Param, StreamableFile, UseGuards } from '@nestjs/common';
import { NotFound } from '@holdfast/contracts';
import { parseTilePath } from '@holdfast/tlog';
import { DataSource } from 'typeorm';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { LedgerConfig } from '../start/ledger.config.js';
import { joined } from './loss/lost-ranges.js';
import type { IndexRange } from './loss/lost-ranges.js';
import { lostRows } from './loss/lost-rows.js';
import { TileFiles } from './tiles/tile-files.js';

/** Who wants them all asks the successor's checkpoints. */
const MAX_LOST = 1_000;
const CHANGING = 'no-cache';
/** Shared caches keep only what needed no token. */
const IMMUTABLE = 'max-age=31536000, immutable';

/** A log of the chain as verifiers see it. */
interface LogRow {
  number: number;
  origin: string;
  key: string;
  base: string;
  closed: boolean;
  checkpoint: string | null;
}

/** A log as the chain names it. */
export interface ListedLog {
  path: string;
  origin: string;
  base: number;
  closed: boolean;
  /** Indexes that were lost when it was closed; absent where none were. */
  lost?: IndexRange[];
}

/**
 * The logs as C2SP tlog-tiles: the first at `ledger/`, its successors at `ledger/2/` and so on, and the chain of them
 * at `ledger/logs`.
 */
@Controller('ledger')
@UseGuards(FromGateway)
export class LogController {
  constructor(
    private readonly database: DataSource,
    private readonly config: LedgerConfig,
  ) {}

  @Get(['checkpoint', ':number/checkpoint'])
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', CHANGING)
  async checkpoint(@Param('number') number = '1'): Promise<string> {
    const { checkpoint } = await this.log(number);
    if (checkpoint === null) throw new NotFound('Nothing is signed yet');
    return checkpoint;
  }

  @Get(['key', ':number/key'])
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', CHANGING)
  async key(@Param('number') number = '1'): Promise<string> {
    const { key } = await this.log(number);
    return `${key}\n`;
  }

  @Get('logs')
  @Header('cache-control', CHANGING)
  async logs(): Promise<{ logs: ListedLog[] }> {
    const rows: LogRow[] = await this.database.query('SELECT * FROM log ORDER BY number');
    const lost = await lostRows(this.database);
    const logs = rows.map(({ number, origin, base, closed }) => {
      const path = number === 1 ? '/ledger' : `/ledger/${number}`;
      const ranges = lost.get(number);
      return { path, origin, base: Number(base), closed, ...(ranges && { lost: joined(ranges).slice(0, MAX_LOST) }) };
    });
    return { logs };
  }

  @Get(['tile/*', ':number/tile/*'])
  @Header('content-type', 'application/octet-stream')
  @Header('cache-control', IMMUTABLE)
  async tile(@Param('*') rest: string, @Param('number') number = '1'): Promise<StreamableFile> {
    const path = `tile/${rest}`;
    if (!/^\d{1,4}$/.test(number) || !parseTilePath(path)) throw new NotFound('This is no path of a tile');
    const [read] = await Promise.allSettled([new TileFiles(this.config.home, { number: Number(number) }).read(path)]);
    if (read.status === 'rejected') throw new NotFound('There is no such tile');
    return new StreamableFile(read.value);
  }

  private async log(number: string): Promise<LogRow> {
    if (!/^\d{1,4}$/.test(number)) throw new NotFound('There is no such log');
    const [row]: LogRow[] = await this.database.query('SELECT * FROM log WHERE number = $1', [number]);
    if (!row) throw new NotFound('There is no such log');
    return row;
  }
}
