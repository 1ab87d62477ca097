import { measureAppend } from './measure/append.js';
import { startBenchHub } from './measure/bench-hub.js';
import type { BenchHub } from './measure/bench-hub.js';
import { measureEndToEnd, measureMemory } from './measure/end-to-end.js';
import { measureLatency } from './measure/latency.js';
import { measureSubmit } from './measure/submit.js';
import { writePlot } from './support/report.js';

const FULL = 3;

/** Each measurement with a hub and a scale: 1 is a quick look, 3 the full run. */
const MEASUREMENTS: Record<string, (hub: BenchHub, scale: number) => Promise<void>> = {
  latency: measureLatency,
  submit: measureSubmit,
  append: measureAppend,
  endToEnd: measureEndToEnd,
  memory: measureMemory,
};

const args = process.argv.slice(2);
const names = args.filter((each) => !each.startsWith('--'));
const scale = args.includes('--quick') ? 1 : FULL;

if (args.includes('--help') || names.some((name) => !(name in MEASUREMENTS))) {
  console.log(
    `npm run bench -- [--quick] [${Object.keys(MEASUREMENTS).join(' | ')}] …\n\nExample:\n  npm run bench -- --quick latency`,
  );
  process.exit(args.includes('--help') ? 0 : 2);
}

for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const hub = await startBenchHub();
  try {
    await measure(hub, scale);
  } finally {
    await hub.stop();
  }
}
console.log(`The figures against their aims as a picture: ${writePlot()}`);
