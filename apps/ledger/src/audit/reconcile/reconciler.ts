import type { TopicOffsets } from '@holdfast/bus';
import { Unavailable } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';
import { compareBytes } from './compare-bytes.js';
import { Findings } from './findings.js';
import { joined } from '../../tree/loss/lost-ranges.js';
import { lostRows } from '../../tree/loss/lost-rows.js';
import { heldPlaces } from './held-places.js';
import type { HeldPlaces } from './held-places.js';
import { signReport } from './report.js';
import type { ReconcileReport, SignedReport } from './report.js';
import { choose } from './sample.js';
import type { Choice, Compared } from './sample.js';
import { windowsOf } from './slice.js';
import type { Slice } from './slice.js';
import { duplicatesBeyond, rowsWithoutRecord } from './surplus.js';
import { keyOf, ToldPlaces } from './told-places.js';

const MAX_LOST = 1_000;

/** What a run works with. */
interface Run {
  held: HeldPlaces;
  findings: Findings;
  told: ToldPlaces;
  choice: Choice;
  signal: AbortSignal;
}

/**
 * Holds the record against the kind topics, offset by offset, while both grow. It costs one pass over the entries for
 * every four million records held, eight bytes of memory for each of those, and the reading of what is compared.
 */
export class Reconciler {
  #running = false;

  constructor(
    private readonly database: DataSource,
    private readonly offsets: TopicOffsets,
    private readonly key: SigningKey,
  ) {}

  /** Throws Unavailable while another run is under way, and what the signal says when it aborts. */
  async run(compared: Compared, signal: AbortSignal): Promise<SignedReport> {
    if (this.#running) throw new Unavailable('A reconciliation is under way here; ask again when it has ended');
    this.#running = true;
    try {
      return signReport(await this.#reconcile(compared, signal), this.key);
    } finally {
      this.#running = false;
    }
  }

  async #reconcile(compared: Compared, signal: AbortSignal): Promise<ReconcileReport> {
    const at = new Date().toISOString();
    const held = await heldPlaces(this.database, this.offsets);
    const lost = joined([...(await lostRows(this.database)).values()].flat());
    const findings = new Findings(lost);
    const told = new ToldPlaces(this.database, held, findings);
    const run = { held, findings, told, choice: choose(compared, held.partitions), signal };
    const count = await this.#windows(run);
    await duplicatesBeyond(this.database, this.offsets, held, findings);
    const { origin, nextIndex, checkpoint = '' } = held.log;
    return {
      log: origin,
      checkpoint,
      nextIndex,
      at,
      ranges: rangesOf(run),
      mode: compared === 'all' ? 'full' : 'sample',
      compared: count,
      counts: findings.counts,
      lost: lost.slice(0, MAX_LOST),
      declared: findings.declared,
      findings: findings.named,
      verdict: findings.total === 0 ? 'whole' : 'damaged',
    };
  }

  async #windows(run: Run): Promise<number> {
    const { held, findings, told, signal } = run;
    const last = new Map<string, number>();
    let compared = 0;
    for (const [number, slices] of windowsOf(held.partitions, findings).entries()) {
      await told.tell(slices, number === 0, signal);
      for (const slice of slices) {
        const key = keyOf(slice.partition);
        last.set(key, slice.judge(last.get(key) ?? -1));
      }
      compared += await this.#compare(slices, run);
    }
    return compared;
  }

  async #compare(slices: readonly Slice[], { choice, findings, signal }: Run): Promise<number> {
    const byPartition = new Map(slices.map((slice) => [keyOf(slice.partition), slice]));
    let compared = 0;
    const missing = await this.offsets.readRanges(
      slices.flatMap(choice),
      async (place, records) => {
        const slice = byPartition.get(keyOf(place));
        if (slice) compared += await compareBytes(this.database, slice, records);
      },
      signal,
    );
    await rowsWithoutRecord(this.offsets, slices, missing, findings);
    return compared;
  }
}

/** Partitions of which nothing is held are left out. */
function rangesOf({ held, told }: Run): ReconcileReport['ranges'] {
  return held.partitions
    .map(({ topic, partition, from, end, next }) => ({ topic, partition, from, end: Math.min(end, next) }))
    .filter(({ from, end }) => from < end)
    .map((range) => ({ ...range, ...told.tallyOf(range) }));
}
