import { measureAppend } from './measure/append.js';
import { startBenchHub } from './measure/bench-hub.js';
import type { BenchHub } from './measure/bench-hub.js';
import { measureEndToEnd, measureMemory } from './measure/end-to-end.js';
import { measureGrowth } from './measure/growth.js';
import { measureLatency } from './measure/latency.js';
import { measureScreen } from './measure/screen.js';
import { measureSubmit } from './measure/submit.js';
import { measureValidate } from './measure/validate.js';
import { measureVerify } from './measure/verify.js';
import { writePlot } from './support/report.js';

const FULL = 3;

/** Measurements of pure code. */
const PURE: Record<string, () => Promise<void>> = { validate: measureValidate, verify: measureVerify };

/** Each measurement with a hub and a scale: 1 is a quick look, 3 the full run. */
const WITH_HUB: Record<string, (hub: BenchHub, scale: number) => Promise<void>> = {
  latency: measureLatency,
  submit: measureSubmit,
  append: measureAppend,
  screen: measureScreen,
  growth: measureGrowth,
  endToEnd: measureEndToEnd,
  memory: measureMemory,
};

const args = process.argv.slice(2);
const names = args.filter((each) => !each.startsWith('--'));
const scale = args.includes('--quick') ? 1 : FULL;

const known = [...Object.keys(PURE), ...Object.keys(WITH_HUB)];
if (args.includes('--help') || names.some((name) => !known.includes(name))) {
  console.log(`npm run bench -- [--quick] [${known.join(' | ')}] …\n\nExample:\n  npm run bench -- --quick latency`);
  process.exit(args.includes('--help') ? 0 : 2);
}

const isAsked = (name: string) => names.length === 0 || names.includes(name);
for (const [name, measure] of Object.entries(PURE)) if (isAsked(name)) await measure();
for (const [name, measure] of Object.entries(WITH_HUB)) {
  if (!isAsked(name)) continue;
  const hub = await startBenchHub();
  try {
    await measure(hub, scale);
  } finally {
    await hub.stop();
  }
}
console.log(`The figures against their aims as a picture: ${writePlot()}`);
