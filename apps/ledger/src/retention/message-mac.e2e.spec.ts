import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, seal } from '@holdfast/contracts';
import type { Secrets } from '@holdfast/platform';
import { findPostgres } from '@holdfast/services';
import { readSubmitted } from '../judge/submitted.js';
import { recordBatch } from '../record/record-batch.js';
import { statusOf } from '../status/messages.js';
import { TestLedger } from '../../test/test-ledger.js';
import { erasureRecord, flagRecord, traffic } from '../../test/traffic.js';
import { MessageMac } from './message-mac.js';

const FLAGS = 'holdfast.address-flags';
const ERASURES = 'holdfast.erasures';
const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let postgres: Awaited<ReturnType<typeof findPostgres>>;
let ledger: TestLedger;

const secretOf = (byte: number) => createSecretKey(Buffer.alloc(32, byte));
let secrets: Secrets = [secretOf(1)];
const mac = new MessageMac(() => secrets);

beforeAll(async () => {
  postgres = await findPostgres({ home });
  ledger = await TestLedger.open(postgres.url, 'message_mac');
  for (const { topic, record } of traffic(2)) await ledger.record(topic, record);
}, 120_000);

afterAll(async () => {
  await ledger.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** Records with the secrets as they are now. */
async function record(topic: string, message: ReturnType<typeof flagRecord>) {
  const submitted = [readSubmitted({ topic, partition: 0 }, message)];
  const batch = await ledger.within((client) => recordBatch(client, ledger.state, submitted, mac));
  Object.assign(ledger.state, batch.state);
  return batch;
}

async function erased(reference: string) {
  const flag = flagRecord(reference);
  const { entries } = await record(FLAGS, flag);
  await record(ERASURES, erasureRecord({ targets: entries.map(({ index }) => index) }, {}, `erase/${reference}`));
  return flag;
}

async function answerOf(flag: ReturnType<typeof flagRecord>) {
  const { sender, messageId } = seal(Object(readJson(flag.value ?? '')), 'demo-police').envelope;
  const [state] = await statusOf({ database: ledger.database, mac }, sender, [messageId]);
  return state?.status;
}

/** What becomes of a message that is sent once more. */
async function resent(flag: ReturnType<typeof flagRecord>, offset: string) {
  const { entries, duplicates } = await record(FLAGS, { ...flag, offset });
  return [entries.length, duplicates.length, await answerOf(flag)];
}

it('recognises what was erased under every secret it still has, and uses the newest', async () => {
  const before = await erased('before');
  secrets = [secretOf(2), secretOf(1)];
  const after = await erased('after');
  expect(await resent(before, '50000')).toEqual([0, 1, 'erased']);
  expect(await resent(after, '50001')).toEqual([0, 1, 'erased']);
  secrets = [secretOf(2)];
  expect([await answerOf(before), await answerOf(after)]).toEqual(['unknown', 'erased']);
  secrets = [secretOf(1)];
  expect([await answerOf(before), await answerOf(after)]).toEqual(['erased', 'unknown']);
});
