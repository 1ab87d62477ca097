import { generateKeyPairSync } from 'node:crypto';
import { COSIGNATURE_V1, cosign, ED25519, ed25519Signer, openCheckpoint, parseNote, printNote } from '@holdfast/tlog';
import { flipped, madeEntry, MadeLog, madeSigner } from '../../../test/made-log.js';
import { chainOf, judgeChain } from './chain.js';
import { judgeLog } from './judge-log.js';
import type { LogQuestion } from './judge-log.js';

const signer = (name: string, type: number) => ed25519Signer(name, type, generateKeyPairSync('ed25519').privateKey);
const log = new MadeLog(600);
const question: LogQuestion = { keys: [madeSigner.key], quorum: { witnesses: [], least: 0 } };
const noteOf = ({ files }: MadeLog) => files.get('checkpoint')?.toString() ?? '';
const checkpointOf = (made: MadeLog) => openCheckpoint(noteOf(made), madeSigner.key).checkpoint;
const failing = async (asked: Partial<LogQuestion>, read = log.read) =>
  (await judgeLog(read, { ...question, ...asked })).checks.filter(({ holds }) => !holds).map(({ says }) => says);

it('holds for the key of the log, among others', async () => {
  expect(await failing({})).toEqual([]);
  expect(await failing({ keys: [signer('other.test', ED25519).key, madeSigner.key] })).toEqual([]);
});

it('does not hold for the key of another log, for another key under its name, or for a changed checkpoint', async () => {
  expect(await failing({ keys: [signer('other.test', ED25519).key] })).toEqual([
    expect.stringContaining('calls itself'),
  ]);
  expect(await failing({ keys: [signer('made.test/log', ED25519).key] })).toEqual([
    expect.stringContaining('no given key'),
  ]);
  const changed = log.reading('checkpoint', (bytes) => flipped(bytes, bytes.length - 10));
  expect(await failing({}, changed)).toHaveLength(1);
  expect(await failing({}, async () => undefined)).toEqual([expect.stringContaining('nothing is signed')]);
});

it('asks as many witnesses as must vouch, each by its own key', async () => {
  const [one, two] = [signer('w1.test', COSIGNATURE_V1), signer('w2.test', COSIGNATURE_V1)];
  const note = parseNote(noteOf(log));
  const signatures = [...note.signatures, cosign(note.text, one, 1_776_152_400)];
  const read = log.reading('checkpoint', () => Buffer.from(printNote({ ...note, signatures })));
  const witnesses = [one.key, two.key];
  expect(await failing({ quorum: { witnesses, least: 1 } }, read)).toEqual([]);
  expect(await failing({ quorum: { witnesses, least: 2 } }, read)).toEqual([
    expect.stringContaining('1 of 2 witnesses'),
  ]);
});

it.each([1, 256, 257, 599, 600])('holds that a log grew from the %i entries that were signed before', async (size) => {
  expect(await failing({ since: checkpointOf(new MadeLog(size)) })).toEqual([]);
});

it('does not hold for a log that was cut off or whose past was changed', async () => {
  expect(await failing({ since: checkpointOf(new MadeLog(601)) })).toEqual([expect.stringContaining('cut off')]);
  const past = new MadeLog(300, { entryAt: (at) => madeEntry(at + 1) });
  expect(await failing({ since: checkpointOf(past) })).toEqual([expect.stringContaining('the past was changed')]);
});

describe('a chain of logs', () => {
  const listed = (path: string, base: number, closed: boolean) => ({ path, origin: path.slice(1), base, closed });
  const reading = (logs: object[]) => async (path: string) =>
    path === 'logs' ? Buffer.from(JSON.stringify({ logs })) : undefined;

  it('is the logs that are listed below the first, or the one log alone', async () => {
    const chain = await chainOf(reading([listed('/ledger', 0, true), listed('/ledger/2', 600, false)]));
    expect(chain.map(({ below }) => below)).toEqual(['', '2/']);
    expect(await chainOf(async () => undefined)).toEqual([{ below: '' }]);
    await expect(chainOf(reading([listed('/ledger', 0, true), listed('/other', 1, true)]))).rejects.toThrow(
      'not lie below',
    );
  });

  it.each([
    ['follow each other', {}, []],
    ['skip indexes that are declared lost', { base: 700, lost: ['600 699'] }, []],
    ['declare some of what they have lost', { base: 700, lost: ['3 3', '5 7', '600 650', '651 699'] }, []],
    ['skip indexes', { base: 700 }, ['leaves out indexes from 600 on']],
    ['skip more than they declare', { base: 700, lost: ['600 698'] }, ['leaves out indexes from 600 on']],
    ['skip before what they declare', { base: 700, lost: ['601 699'] }, ['leaves out indexes from 600 on']],
    ['declare their own lost', { lost: ['600 600'] }, ['never had']],
    ['declare in no order', { lost: ['5 7', '6 9'] }, ['no ranges']],
    ['declare backwards', { lost: ['7 5'] }, ['no ranges']],
    ['declare what is no number', { lost: ['05 7'] }, ['no ranges']],
    ['give an index twice', { base: 599 }, ['begins before']],
    ['leave the first one open', { closed: false }, ['is not closed']],
    ['do not name each other', { named: 'holdfast/predecessor made.test/log 599 AA==' }, ['does not name']],
    ['sign another first index than the list says', { signed: 601 }, ['another first index']],
  ])('judges logs that %s', (_, change, faults) => {
    const first = checkpointOf(log);
    const { base = 600, closed = true, named, signed = base, lost = [] }: Change = change;
    const names = named ?? `holdfast/predecessor ${first.origin} ${first.size} ${first.root.toString('base64')}`;
    const successor = { origin: 'made.test/log/2', size: 5, root: first.root };
    const [judged] = judgeChain([
      { listed: listed('/ledger', 0, closed), checkpoint: first },
      {
        listed: listed('/ledger/2', base, false),
        checkpoint: {
          ...successor,
          extensions: [names, `holdfast/base ${signed}`, ...lost.map((range) => `holdfast/lost ${range}`)],
        },
      },
    ]);
    expect(judged?.holds).toBe(faults.length === 0);
    expect(judged?.says).toContain(faults[0] ?? 'follow each other');
  });
});

it('says how many indexes are declared lost, and shows no list that begins elsewhere', () => {
  const first = checkpointOf(log);
  const names = `holdfast/predecessor ${first.origin} ${first.size} ${first.root.toString('base64')}`;
  const second = { origin: 'made.test/log/2', size: 5, root: first.root };
  const chain = (base: number) => [
    { listed: { path: '/ledger', origin: 'made.test/log', base, closed: true }, checkpoint: first },
    {
      listed: { path: '/ledger/2', origin: 'made.test/log/2', base: 600, closed: false },
      checkpoint: { ...second, extensions: [names, 'holdfast/base 600', 'holdfast/lost 5 7', 'holdfast/lost 9 9'] },
    },
  ];
  expect(judgeChain(chain(0))[0]).toMatchObject({ holds: true, says: expect.stringContaining('BUT 4 indexes') });
  expect(judgeChain(chain(3))[0]?.says).toContain('does not begin where the list says');
});

it('says loudly that nothing was looked at where all is declared lost', async () => {
  const verdict = await judgeLog(
    log.reading('tile/0/000', () => undefined),
    { ...question, lost: [{ from: 0, to: 700 }] },
  );
  expect(verdict.checks.at(-1)).toMatchObject({ holds: true, says: expect.stringContaining('NOTHING OF IT') });
});

interface Change {
  base?: number;
  closed?: boolean;
  named?: string;
  signed?: number;
  lost?: string[];
}
