import { setImmediate as otherWork } from 'node:timers/promises';
import { BusUnavailable } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import fc from 'fast-check';
import { MAX_MESSAGE_BYTES, Upload } from './upload.js';
import type { Door } from './upload.js';

const FAULT = { pointer: '/body', rule: 'bad', message: 'is bad' };
const toRecord = (text: string): OutgoingRecord => ({ topic: 't', key: 'k', value: Buffer.from(text), headers: {} });
const textOf = ({ value }: OutgoingRecord) => String(value);

/** A door that refuses lines beginning with `bad`, and whose bus fails at the given call. */
function door({ failsAt = Infinity, wait = async () => {} }: { failsAt?: number; wait?: () => Promise<void> } = {}) {
  const published: string[] = [];
  let [calls, underWay, mostUnderWay] = [0, 0, 0];
  const itself: Door = {
    admit: (line) => {
      const text = line.toString();
      return text.startsWith('bad') ? { faults: [FAULT, FAULT] } : { record: toRecord(text), messageId: `id-${text}` };
    },
    publish: async (records) => {
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await wait();
      underWay--;
      if (++calls >= failsAt) throw new BusUnavailable('down');
      published.push(...records.map(textOf));
    },
  };
  return { itself, published, mostUnderWay: () => mostUnderWay };
}

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

it('publishes in order, refuses by line, and counts blank lines', async () => {
  const { itself, published } = door();
  const answer = await new Upload(itself).read(chunks('a\n\nbad\n \t\r\nb', '\nbad2\nc'));
  expect(published).toEqual(['a', 'b', 'c']);
  expect(answer).toEqual({
    accepted: 3,
    refused: 2,
    refusals: [3, 3, 6, 6].map((line) => ({ line, ...FAULT })),
    messageIds: ['id-a', 'id-b', 'id-c'],
    durableThrough: 7,
  });
});

it('answers an empty upload', async () => {
  await expect(new Upload(door().itself).read(chunks())).resolves.toMatchObject({ accepted: 0, durableThrough: 0 });
});

it('refuses a line that is too long and goes on after it', async () => {
  const { itself, published } = door();
  const piece = 'x'.repeat(MAX_MESSAGE_BYTES / 2);
  const answer = await new Upload(itself).read(chunks('a\n', piece, piece, piece, '\nb\n'));
  expect(published).toEqual(['a', 'b']);
  expect(answer.refusals).toMatchObject([{ line: 2, rule: 'line-length' }]);
});

it('stops at the first batch of unknown outcome and names the lines before it as durable', async () => {
  const { itself, published } = door({ failsAt: 2 });
  const answer = await new Upload(itself).read(chunks('a\nbad\n', 'bad\nb\nbad\n', 'c\n', 'd\n', 'e\n'));
  expect(published).toEqual(['a']);
  expect(answer).toMatchObject({ accepted: 1, refused: 2, messageIds: ['id-a'], durableThrough: 3 });
  expect(answer.refusals.map(({ line }) => line)).toEqual([2, 2, 3, 3]);
  expect(answer.stoppedAt).toBeGreaterThanOrEqual(5);
});

it('keeps one publish under way at a time and reads no further than the next full batch', async () => {
  const gate = Promise.withResolvers<void>();
  const { itself, published, mostUnderWay } = door({ wait: () => gate.promise });
  let read = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    for (; read < 5000; read++) yield Buffer.from(`${read}\n`);
  }
  const answer = new Upload(itself).read(endless());
  for (let turn = 0, before = -1; turn < 100; turn = before === read ? turn + 1 : 0) {
    before = read;
    await otherWork();
  }
  expect(read).toBeLessThan(1100);
  gate.resolve();
  await expect(answer).resolves.toMatchObject({ accepted: 5000, durableThrough: 5000 });
  expect(published).toEqual(Array.from({ length: 5000 }, (_, at) => String(at)));
  expect(mostUnderWay()).toBe(1);
});

it('bounds its answer, whatever comes', async () => {
  const lines = Array.from({ length: 3000 }, (_, at) => (at % 2 ? 'bad' : `line-${at}`));
  const answer = await new Upload(door().itself).read(chunks(lines.join('\n')));
  expect([answer.accepted, answer.refused]).toEqual([1500, 1500]);
  expect([answer.refusals.length, answer.messageIds.length]).toEqual([1000, 1000]);
});

it('ends with every line once and in order, when each answer is followed from durableThrough', async () => {
  const line = fc.constantFrom('a', 'b', 'bad', '', ' ');
  const attempts = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 40 }),
      attempts,
      fc.integer({ min: 1, max: 9 }),
      async (lines, fails, size) => {
        const numbered = lines.map((text, at) => (text.trim() === '' ? text : `${text}-${at}`));
        const published: string[] = [];
        let [accepted, refused, from] = [0, 0, 0];
        for (const failsAt of [...fails, Infinity]) {
          const rest = numbered
            .slice(from)
            .map((text) => `${text}\n`)
            .join('');
          const pieces = rest.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const attempt = door({ failsAt });
          const answer = await new Upload(attempt.itself).read(chunks(...pieces));
          published.push(...attempt.published);
          [accepted, refused, from] = [
            accepted + answer.accepted,
            refused + answer.refused,
            from + answer.durableThrough,
          ];
        }
        const good = numbered.filter((text) => /^[ab]-/.test(text));
        expect([published, accepted, from]).toEqual([good, good.length, lines.length]);
        expect(refused).toBe(lines.filter((text) => text === 'bad').length);
      },
    ),
  );
});
