import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvelope, readJson, seal } from '@holdfast/contracts';
import { projectRoot } from '@holdfast/services';
import { figure } from '../support/report.js';

const ROUNDS = 9;
const RUNS = 5_000;
const FULL_FLAG = 'libs/contracts/src/kinds/intelligence/address-flag/full.v1.json';

/** Schema and rules of a full address flag, beside `JSON.parse` of the same bytes; the median of several rounds. */
export async function measureValidate(): Promise<void> {
  const example = Object(readJson(readFileSync(join(projectRoot, FULL_FLAG))));
  const { envelope, bytes } = seal(example, example.sender);
  const text = bytes.toString();
  const parsing: number[] = [];
  const validating: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    parsing.push(microseconds(() => JSON.parse(text)));
    validating.push(microseconds(() => readEnvelope(envelope)));
  }
  figure('validate_flag_json_parse', median(parsing), 'µs');
  figure('validate_flag', median(validating), 'µs', { most: 15 });
}

function microseconds(run: () => unknown): number {
  const begun = performance.now();
  for (let at = 0; at < RUNS; at++) run();
  return ((performance.now() - begun) * 1_000) / RUNS;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
