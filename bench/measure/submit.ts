import { flagLines } from '../support/flags.js';
import { rawKafka, rawSendRate, rawTopic } from '../support/raw-kafka.js';
import { figure } from '../support/report.js';
import { uploadRate } from './bench-hub.js';
import type { BenchHub } from './bench-hub.js';

/**
 * NDJSON through the door, beside raw kafkajs `sendBatch` of the same bytes, alternating. The rest of the road is held
 * meanwhile: the raw limit shares the machine with nobody either, and the whole road has a figure of its own.
 */
export async function measureSubmit(hub: BenchHub, scale: number): Promise<void> {
  const count = 20_000 * scale;
  const kafka = rawKafka(hub.ready.kafkaBrokers);
  await rawTopic(kafka, 'bench.raw');
  await uploadRate(hub, flagLines('warm', 5_000));
  const others = [hub.ready.pids.ledger, hub.ready.pids.delivery];
  for (const pid of others) process.kill(pid, 'SIGSTOP');
  const rates: { own: number[]; raw: number[] } = { own: [], raw: [] };
  for (let round = 0; round < 3; round++) {
    const lines = flagLines(`submit-${round}`, count);
    rates.raw.push(await rawSendRate(kafka, 'bench.raw', lines));
    rates.own.push(await uploadRate(hub, lines));
  }
  for (const pid of others) process.kill(pid, 'SIGCONT');
  const [own, raw] = [Math.max(...rates.own), Math.max(...rates.raw)];
  figure('submit_ndjson', own, 'messages/s');
  figure('submit_raw_send_batch', raw, 'messages/s');
  figure('submit_share', (own / raw) * 100, '%', { least: 25 });
}
