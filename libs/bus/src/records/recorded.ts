import { Instant, Int, OneOf, parse, readJson, Sha256, Text } from '@holdfast/contracts';
import type { IHeaders } from 'kafkajs';
import type { OutgoingRecord } from '../publish/outgoing-record.js';
import { RECORDED } from '../topics/topic-specs.js';
import { HEADER, headerBytes, headerText } from './headers.js';

export const ENTRY_STATUS = ['recorded', 'conflict', 'quarantined'] as const;

/** What the ledger knows of an entry beside its bytes; its canonical form is what the tree commits to. */
export class CanonicalRecord {
  @Instant({ about: "The broker's append time." })
  acceptedAt!: string;

  @Sha256({ about: 'Of the content.' })
  contentHash!: string;

  @Sha256({ about: 'Of the bytes as they travelled.' })
  envelopeHash!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Offset in the kind topic.' })
  offset!: number;

  @Int({ min: 0, max: 100_000, about: 'Partition of the kind topic.' })
  partition!: number;

  @OneOf(ENTRY_STATUS, { about: 'What the ledger made of it.' })
  status!: (typeof ENTRY_STATUS)[number];

  @Text({ max: 249, pattern: /^[a-zA-Z0-9._-]+$/, about: 'The kind topic.' })
  topic!: string;
}

/** An entry as it travels on `holdfast.recorded`. */
export interface RecordedEntry {
  type: 'entry';
  index: number;
  /** The sender's bytes, unaltered. */
  value: Buffer;
  record: CanonicalRecord;
  salt: Buffer;
  /** Index of the message that takes effect here: its own, or the one that this entry approves. */
  effect?: number;
  /** Indexes of the entries whose messages are erased here. */
  erases?: readonly number[];
}

/** What remains of an entry whose message was erased. */
export class ErasedEntry {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index of the erasure that took effect.' })
  erasure!: number;

  @Text({ max: 64, pattern: /^[0-9a-f]{64}$/, optional: true, about: 'What its id is recognised by, lower-case hex.' })
  mac?: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Offset in the kind topic.' })
  offset!: number;

  @Int({ min: 0, max: 100_000, about: 'Partition of the kind topic.' })
  partition!: number;

  @OneOf(ENTRY_STATUS, { about: 'What the ledger made of it.' })
  status!: string;

  @Text({ max: 249, pattern: /^[a-zA-Z0-9._-]+$/, about: 'The kind topic.' })
  topic!: string;

  @Text({ max: 66, pattern: /^[0-9a-f]{66}$/, about: 'The entry of the tree, lower-case hex.' })
  treeEntry!: string;
}

/** An entry whose message was erased, as it travels on `holdfast.recorded`: it takes up its index. */
export interface RecordedErased {
  type: 'erased';
  index: number;
  place: ErasedEntry;
}

/** Nothing accepted before `time` comes after this point; `index` is the last one before it, -1 for none. */
export interface Tick {
  type: 'tick';
  time: string;
  index: number;
}

/** An entry for the record: `headers` are those it came with, `record` the canonical record as text. */
export function recordedEntry(entry: {
  index: number;
  value: Buffer;
  record: string;
  salt: Buffer;
  effect?: number;
  erases?: readonly number[];
  headers: Record<string, string>;
}): OutgoingRecord {
  const { index, value, record, salt, effect, erases, headers } = entry;
  const own = { [HEADER.salt]: salt, [HEADER.index]: String(index), [HEADER.record]: record };
  const effective = effect === undefined ? {} : { [HEADER.effect]: String(effect) };
  const erasing = erases === undefined ? {} : { [HEADER.erases]: printRanges(erases) };
  return { topic: RECORDED, key: '', value, headers: { ...headers, ...own, ...effective, ...erasing } };
}

/** An erased entry for the record. */
export function erasedEntry(index: number, place: ErasedEntry): OutgoingRecord {
  const headers = { [HEADER.index]: String(index), [HEADER.erased]: JSON.stringify(place) };
  return { topic: RECORDED, key: '', value: null, headers };
}

export function tick(time: string, index: number): OutgoingRecord {
  return { topic: RECORDED, key: '', value: null, headers: { [HEADER.tick]: time, [HEADER.index]: String(index) } };
}

/** Reads what the ledger published. Throws MessageRejected when it did not write this. */
export function readRecorded({
  value,
  headers,
}: {
  value: Buffer | null;
  headers?: IHeaders;
}): RecordedEntry | RecordedErased | Tick {
  const { index } = parse(Place, { index: Number(headerText(headers, HEADER.index) ?? Number.NaN) });
  const time = headerText(headers, HEADER.tick);
  if (time !== undefined) return { type: 'tick', time: parse(TickTime, { time }).time, index };
  const place = headerText(headers, HEADER.erased);
  if (place !== undefined) return { type: 'erased', index, place: parse(ErasedEntry, readJson(place)) };
  const record = parse(CanonicalRecord, readJson(headerText(headers, HEADER.record) ?? ''));
  const effect = headerText(headers, HEADER.effect);
  const erases = headerText(headers, HEADER.erases);
  return {
    type: 'entry',
    index,
    value: value ?? Buffer.alloc(0),
    record,
    salt: headerBytes(headers, HEADER.salt) ?? Buffer.alloc(0),
    ...(effect === undefined ? {} : { effect: indexIn(effect) }),
    ...(erases === undefined ? {} : { erases: readRanges(erases) }),
  };
}

/** Indexes as ranges, `5-900,1000`: an erasure may take very many that follow each other. */
function printRanges(indexes: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const index of indexes.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last && index <= last[1] + 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

function readRanges(text: string): number[] {
  return text
    .split(',')
    .filter(Boolean)
    .flatMap((range) => {
      const [from, to = from] = range.split('-').map(indexIn);
      return from === undefined || to === undefined ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
    });
}

const indexIn = (text: string): number => parse(Place, { index: Number(text) }).index;

class Place {
  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'Index.' })
  index!: number;
}

class TickTime {
  @Instant({ about: 'Time of the tick.' })
  time!: string;
}
