import { codeOf, pause } from '@holdfast/bus';
import type { BusLog } from '@holdfast/bus';
import { Gauge } from 'prom-client';
import type { Reconciler } from './reconciler.js';

const HOUR_MS = 3_600_000;
/** Whoever has just taken the lead has other things to do. */
const FIRST_AFTER_MS = 60_000;
const SAMPLE = 1_000;

const findingsFound = new Gauge({
  name: 'holdfast_ledger_reconcile_findings',
  help: 'Differences between record and kind topics that the last run found.',
});
const reconciledAt = new Gauge({
  name: 'holdfast_ledger_reconcile_timestamp_seconds',
  help: 'When the last run ended.',
});

/** Holds the record against the kind topics by schedule, and says loudly where they differ. */
export class KeepReconciled {
  constructor(
    private readonly reconciler: Reconciler,
    private readonly hours: number,
  ) {}

  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    await pause(FIRST_AFTER_MS, lost);
    while (!lost.aborted) {
      try {
        await this.reconcile(lost, log);
      } catch (error) {
        if (!lost.aborted) log('warn', `reconciliation failed: ${codeOf(error)}`);
      }
      await pause(this.hours * HOUR_MS, lost);
    }
  }

  /** One run over a sample; what is logged of a finding is its place. */
  async reconcile(signal: AbortSignal, log: BusLog): Promise<void> {
    const { report } = await this.reconciler.run(SAMPLE, signal);
    const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
    findingsFound.set(total);
    reconciledAt.set(Date.now() / 1000);
    if (total > 0) log('error', `record and topics differ in ${total} places, first ${placesOf(report.findings)}`);
  }
}

const placesOf = (findings: readonly { fault: string; topic: string; partition: number; offset: number }[]): string =>
  findings
    .slice(0, 10)
    .map(({ fault, topic, partition, offset }) => `${fault} ${topic}/${partition}/${offset}`)
    .join(', ');
