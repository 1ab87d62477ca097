import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkpointText,
  COSIGNATURE_V1,
  cosign,
  ED25519,
  ed25519Signer,
  parseNote,
  printAddCheckpoint,
  printNote,
  signNote,
  verifiedBy,
} from '@holdfast/tlog';
import { naiveConsistency, naiveRoot, numbered } from '../../../../libs/tlog/test/naive.js';
import { Evidence } from './evidence.js';
import { Witness } from './witness.js';
import { createWitnessKey, witnessSigner } from './witness-key.js';
import { hashOf, WitnessState } from './witness-state.js';

const ORIGIN = 'hub.test/ledger';
const signerOf = (name: string, type = ED25519) => ed25519Signer(name, type, generateKeyPairSync('ed25519').privateKey);
const [log, own] = [signerOf(ORIGIN), signerOf('one.test', COSIGNATURE_V1)];
const folder = mkdtempSync(join(tmpdir(), 'holdfast-witness-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entries = numbered(300);
const signed = (size: number, by = [log], root = naiveRoot(entries.slice(0, size))) =>
  printNote(signNote(checkpointText({ origin: ORIGIN, size, root, extensions: [] }), by));
const request = (old: number, size: number, checkpoint = signed(size)) =>
  printAddCheckpoint({ old, proof: old === 0 ? [] : naiveConsistency(old, entries.slice(0, size)), checkpoint });

const said: string[] = [];
async function witnessIn(name: string, now = Date.now) {
  mkdirSync(join(folder, name), { recursive: true });
  const state = await WitnessState.open(join(folder, name), own.key, [log.key]);
  const evidence = new Evidence(join(folder, name, 'evidence'));
  return new Witness({ signer: own, state, evidence, say: (line) => void said.push(line), now });
}

const secondsOf = (size: number, answer: { body: string }) =>
  verifiedBy(parseNote(signed(size) + answer.body), [own.key])[0]?.seconds;

it('never goes back in time, even when its clock does and it starts again', async () => {
  const first = await witnessIn('clock', () => 1_800_000_000_999);
  expect(secondsOf(3, await first.add(request(0, 3)))).toBe(1_800_000_000);
  const later = await witnessIn('clock', () => 1_700_000_000_000);
  expect(secondsOf(3, await later.add(request(3, 3)))).toBe(1_800_000_000);
  expect(secondsOf(5, await later.add(request(3, 5)))).toBe(1_800_000_000);
  const unset = await witnessIn('unset', () => 0);
  expect(secondsOf(5, await unset.add(request(0, 5)))).toBe(1);
});

it('gives monitors what the log signed and it cosigned, and nothing that strangers added', async () => {
  const witness = await witnessIn('monitored');
  expect(witness.checkpoint(hashOf(ORIGIN)).status).toBe(404);
  await witness.add(request(0, 3, signed(3, [log, signerOf('stranger.test')])));
  const { body } = witness.checkpoint(hashOf(ORIGIN));
  expect(parseNote(body).signatures.map(({ name }) => name)).toEqual([ORIGIN, 'one.test']);
  expect(verifiedBy(parseNote(body), [log.key, own.key])).toHaveLength(2);
});

it('answers nothing that it could not write down, and goes on once it can', async () => {
  const witness = await witnessIn('full');
  await witness.add(request(0, 3));
  const file = join(folder, 'full', `${hashOf(ORIGIN)}.checkpoint`);
  mkdirSync(`${file}.part`);
  await expect(witness.add(request(3, 5))).rejects.toThrow('EISDIR');
  rmSync(`${file}.part`, { recursive: true });
  expect(await witness.add(request(3, 7))).toMatchObject({ status: 200 });
  expect(readFileSync(file, 'utf8')).toBe(witness.checkpoint(hashOf(ORIGIN)).body);
});

function cosigned({ of = log, by = own, origin = ORIGIN }) {
  const text = checkpointText({ origin, size: 3, root: Buffer.alloc(32), extensions: [] });
  return printNote({ text, signatures: [...signNote(text, [of]).signatures, cosign(text, by, 1)] });
}

it.each([
  ['another witness', cosigned({ by: signerOf('two.test', COSIGNATURE_V1) })],
  ['another key of this witness', cosigned({ by: signerOf('one.test', COSIGNATURE_V1) })],
  ['another key of the log', cosigned({ of: signerOf(ORIGIN) })],
  ['another log', cosigned({ origin: 'other.test' })],
  ['nothing', ''],
])('does not begin on the state of %s', async (_, text) => {
  const at = join(folder, 'foreign');
  mkdirSync(at, { recursive: true });
  const file = join(at, `${hashOf(ORIGIN)}.checkpoint`);
  writeFileSync(file, cosigned({}));
  expect((await witnessIn('foreign')).checkpoint(hashOf(ORIGIN)).status).toBe(200);
  writeFileSync(file, text);
  await expect(witnessIn('foreign')).rejects.toThrow('is not what this witness wrote last');
});

it('keeps a hundred of each sort of refusal, so that strangers cannot displace a fork', async () => {
  const witness = await witnessIn('bounded');
  await witness.add(request(0, 3));
  said.splice(0);
  for (let round = 0; round < 110; round++) {
    const stranger = await witness.add(request(3, 5, signed(5, [signerOf(ORIGIN)])));
    const fork = await witness.add(request(3, 5, signed(5, [log], Buffer.alloc(32, round))));
    expect([stranger.status, fork.status]).toEqual([403, 422]);
  }
  const same = printAddCheckpoint({ old: 3, proof: [], checkpoint: signed(3, [log], Buffer.alloc(32)) });
  expect(await witness.add(same)).toMatchObject({ status: 422 });
  const kept = readdirSync(join(folder, 'bounded', 'evidence')).map((name) => name.split('.')[1]);
  const count = (sort: string) => kept.filter((each) => each === sort).length;
  expect(['unsigned', 'refused', 'forked', 'cosigned'].map(count)).toEqual([100, 100, 1, 101]);
  expect(said.filter((line) => line.includes('not shown to follow'))).toHaveLength(111);
  expect(said.filter((line) => line.includes('has not signed'))).toHaveLength(100);
});

it('makes its key once, for its owner alone', () => {
  const path = join(folder, 'witness.jwk');
  createWitnessKey(path);
  expect(witnessSigner(path, 'one.test').key).toMatchObject({ name: 'one.test', type: COSIGNATURE_V1 });
  expect(() => createWitnessKey(path)).toThrow('never written over');
  chmodSync(path, 0o644);
  expect(() => witnessSigner(path, 'one.test')).toThrow('chmod 600');
});
