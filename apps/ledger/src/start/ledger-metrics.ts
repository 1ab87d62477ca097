import { Counter, Gauge, Histogram } from 'prom-client';
import type { Duplicate, Entry } from '../record/assign.js';

const entriesTotal = new Counter({
  name: 'holdfast_ledger_entries_total',
  help: 'Entries by status.',
  labelNames: ['status'],
});
const duplicatesTotal = new Counter({
  name: 'holdfast_ledger_duplicates_total',
  help: 'Records that said something again.',
});
const batchEntries = new Histogram({
  name: 'holdfast_ledger_batch_entries',
  help: 'Entries of a batch.',
  buckets: [1, 10, 100, 500, 1000],
});

export const checkpointSize = new Gauge({ name: 'holdfast_ledger_checkpoint_size', help: 'Entries that are signed.' });
export const checkpointTime = new Gauge({
  name: 'holdfast_ledger_checkpoint_timestamp_seconds',
  help: 'When the last checkpoint was signed.',
});

export const witnessRefusals = new Counter({
  name: 'holdfast_ledger_witness_refusals_total',
  help: 'Checkpoints that a witness refused because it has cosigned another view of the log.',
  labelNames: ['witness'],
});

/** Counts a batch once it is durable. */
export function recordedMetrics(entries: readonly Entry[], duplicates: readonly Duplicate[]): void {
  for (const { status } of entries) entriesTotal.inc({ status });
  duplicatesTotal.inc(duplicates.length);
  batchEntries.observe(entries.length);
}
