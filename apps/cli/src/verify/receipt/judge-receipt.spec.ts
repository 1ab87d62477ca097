import { generateKeyPairSync, hash } from 'node:crypto';
import { canonical, contentHash, seal } from '@holdfast/contracts';
import {
  COSIGNATURE_V1,
  cosign,
  ED25519,
  ed25519Signer,
  parseNote,
  printNote,
  printProof,
  printVerifierKey,
  proveInclusion,
  verifierKey,
} from '@holdfast/tlog';
import { example } from '../../../../../libs/contracts/test/examples.js';
import { flipped, madeEntry, MadeLog, madeSigner } from '../../../test/made-log.js';
import { quorumGiven } from '../given/witnesses.js';
import { describeReceipt } from './describe-receipt.js';
import { judgeReceipt } from './judge-receipt.js';

const { envelope, bytes } = seal(example('address-flag'), 'demo-police');
const sha256 = (value: string | Buffer) => hash('sha256', value, 'buffer');
const INDEX = 300;
const salt = Buffer.alloc(32, 7);
const key = madeSigner.key;
const none = { witnesses: [], least: 0 };

/** A receipt of the message with this status, in a log of 600 entries. */
async function receiptOf({ status = 'recorded', source = {}, spell = canonical }: Spelling = {}): Promise<Made> {
  const text = Object.keys(source).length === 0 ? bytes : Buffer.from(canonical({ ...envelope, source }));
  const record = {
    acceptedAt: '2026-04-14T07:40:00.000Z',
    contentHash: contentHash(envelope).toString('hex'),
    envelopeHash: sha256(text).toString('hex'),
    offset: 12,
    partition: 0,
    status,
    topic: 'holdfast.address-flags',
  };
  const entry = Buffer.concat([Buffer.of(1), sha256(Buffer.concat([salt, Buffer.from(canonical(record))]))]);
  const log = new MadeLog(600, { entryAt: (at) => (at === INDEX ? entry : madeEntry(at)) });
  const proof = await proveInclusion(INDEX, 600, async ({ level, index, width }) => {
    const path = `tile/${level}/00${index}${width === 256 ? '' : `.p/${width}`}`;
    return log.files.get(path) ?? Buffer.alloc(0);
  });
  const checkpoint = log.files.get('checkpoint')?.toString() ?? '';
  const extra = Buffer.from(`{"record":${spell(record)},"salt":"${salt.toString('hex')}"}`);
  return { checkpoint, receipt: printProof({ index: INDEX, proof, checkpoint, extra }), text };
}

interface Spelling {
  status?: string;
  source?: object;
  spell?: (record: object) => string;
}

interface Made {
  receipt: string;
  checkpoint: string;
  /** The message as it was recorded. */
  text: Buffer;
}

const failing = (receipt: string, over: Partial<Parameters<typeof judgeReceipt>[1]> = {}) =>
  judgeReceipt(receipt, { key, quorum: none, ...over })
    .checks.filter(({ holds }) => !holds)
    .map(({ name }) => name);

it('holds and says what is proved', async () => {
  const verdict = judgeReceipt((await receiptOf()).receipt, { key, quorum: none });
  expect(verdict).toMatchObject({ holds: true, index: INDEX, record: { status: 'recorded', offset: 12 } });
  const said = describeReceipt(verdict);
  for (const fact of ['2026-04-14T07:40:00.000Z', '300 of the log made.test/log', 'give the text with --message']) {
    expect(said).toContain(fact);
  }
});

it('does not hold with any byte of it changed', async () => {
  const { receipt } = await receiptOf();
  const whole = Buffer.from(receipt);
  const held = Array.from(whole.keys()).filter((at) => failing(flipped(whole, at).toString()).length === 0);
  expect(whole.length).toBeGreaterThan(500);
  expect(held).toEqual([]);
});

it('names what does not hold', async () => {
  const { receipt, checkpoint } = await receiptOf();
  expect(failing('something else')).toEqual(['form']);
  expect(
    failing(receipt, { key: ed25519Signer(key.name, ED25519, generateKeyPairSync('ed25519').privateKey).key }),
  ).toEqual(['signature']);
  expect(failing(receipt.replace('index 300', 'index 301'))).toEqual(['inclusion']);
  expect(failing(receipt.replace(/^extra .*\n/m, ''))).toEqual(['opening']);
  expect(failing((await receiptOf({ spell: (record) => JSON.stringify(record, undefined, 1) })).receipt)).toEqual([
    'opening',
  ]);
  expect(failing(receipt.replace(checkpoint, checkpoint.replace('\n600\n', '\n601\n')))).toEqual(['signature']);
});

it.each([
  ['conflict', 'another content was recorded'],
  ['quarantined', 'could not be read'],
  ['strange', 'does not know what that means'],
])('says loudly that the status is %s', async (status, why) => {
  const verdict = judgeReceipt((await receiptOf({ status })).receipt, { key, quorum: none });
  expect(describeReceipt(verdict)).toMatch(new RegExp(`WARNING: ITS STATUS IS ${status.toUpperCase()}: .*${why}`));
});

describe('with the text of the message', () => {
  const judged = (receipt: string, text: Buffer | string) => {
    const { holds, covers } = judgeReceipt(receipt, { key, quorum: none, text: Buffer.from(text) });
    return [holds, covers];
  };

  it('proves exactly the bytes, or the message in another layout or in an item of the feed', async () => {
    const { receipt, text } = await receiptOf();
    expect(judged(receipt, text)).toEqual([true, 'bytes']);
    expect(judged(receipt, JSON.stringify(envelope, undefined, 2))).toEqual([true, 'envelope']);
    expect(judged(receipt, JSON.stringify({ position: 4, index: 4, envelope }))).toEqual([true, 'envelope']);
  });

  it('proves the content alone where signatures or source differ, and says so', async () => {
    const source = { format: 'x', version: '1', originalSha256: 'a'.repeat(64), losses: [] };
    const { receipt, text } = await receiptOf({ source });
    expect(judged(receipt, text)).toEqual([true, 'bytes']);
    expect(judged(receipt, bytes)).toEqual([true, 'content']);
    const verdict = judgeReceipt(receipt, { key, quorum: none, text: bytes });
    expect(describeReceipt(verdict, 'm.json')).toContain('"signatures" and "source" are NOT covered');
  });

  it('holds for no other text', async () => {
    const { receipt } = await receiptOf();
    const other = { ...envelope, reference: `${envelope.reference}x` };
    const twice = bytes.toString().replace('{', '{"kind":"x",');
    for (const text of [canonical(other), 'no JSON', '[]', '7', '', twice, '{"envelope":null}']) {
      expect([text, ...judged(receipt, text)]).toEqual([text, false, 'nothing']);
    }
  });
});

it('asks for a quorum of witnesses, says since when they vouch, and counts no key twice', async () => {
  const { receipt, checkpoint } = await receiptOf();
  const witness = ed25519Signer('w.test', COSIGNATURE_V1, generateKeyPairSync('ed25519').privateKey);
  const note = parseNote(checkpoint);
  const cosigned = printNote({ ...note, signatures: [...note.signatures, cosign(note.text, witness, 1_776_152_400)] });
  const quorum = { witnesses: [witness.key], least: 1 };
  expect(failing(receipt, { quorum })).toEqual(['witnesses']);
  const verdict = judgeReceipt(receipt.replace(checkpoint, cosigned), { key, quorum });
  expect(verdict.holds).toBe(true);
  expect(describeReceipt(verdict)).toContain('w.test since 2026-04-14T07:40:00.000Z');
  const other = ed25519Signer('w2.test', COSIGNATURE_V1, generateKeyPairSync('ed25519').privateKey);
  const [one, two] = [printVerifierKey(witness.key), printVerifierKey(other.key)];
  const renamed = printVerifierKey(verifierKey('w3.test', COSIGNATURE_V1, witness.key.publicKey));
  expect((await quorumGiven({ witness: [one, one, renamed] })).least).toBe(1);
  expect((await quorumGiven({ witness: [one, two] })).least).toBe(2);
  await expect(quorumGiven({ witness: [one, two, renamed], quorum: 3 })).rejects.toThrow('only 2 different');
});
