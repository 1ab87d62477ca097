import { readFileSync } from 'node:fs';
import { flagLines } from '../support/flags.js';
import { figure } from '../support/report.js';
import { settled, uploadRate } from './bench-hub.js';
import type { BenchHub } from './bench-hub.js';

/** The whole road at full load with one subscriber: from the first byte sent to the last event received. */
export async function measureEndToEnd(hub: BenchHub, scale: number): Promise<void> {
  const lines = flagLines('road', 30_000 * scale);
  const [last = ''] = flagLines('road-last', 1);
  const begun = performance.now();
  const reading = uploadRate(hub, lines);
  await reading;
  await settled(hub, last);
  figure('end_to_end', lines.length / ((performance.now() - begun) / 1_000), 'messages/s', { least: 3_000 });
}

const PROCESSES = ['gateway', 'ledger', 'delivery'] as const;

/** Resident memory of each process after many messages, against itself after a fifth of them. */
export async function measureMemory(hub: BenchHub, scale: number): Promise<void> {
  const step = Math.round((100_000 * scale) / 3);
  const upload = async (name: string, steps: number) => {
    for (let at = 0; at < steps; at++) await uploadRate(hub, flagLines(`memory-${name}-${at}`, step));
    await settled(hub, flagLines(`memory-${name}-last`, 1)[0] ?? '');
  };
  await upload('first', 1);
  const before = PROCESSES.map((name) => residentMiB(hub.ready.pids[name]));
  await upload('rest', 4);
  PROCESSES.forEach((name, at) => {
    const [first = 1, now] = [before[at], residentMiB(hub.ready.pids[name])];
    figure(`memory_${name}_after_${step}`, first, 'MiB');
    figure(`memory_${name}_after_${step * 5}`, now, 'MiB');
    figure(`memory_${name}_growth`, (now / first) * 100, '%', { most: 110 });
  });
}

function residentMiB(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}
