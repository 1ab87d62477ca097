import { Flag, Int, ListOf, nested, OneOf, text, Text } from '@holdfast/contracts';
import { LostRange } from './reconcile-answer.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };
const PARTS = ['checkpoint', 'entry', 'body', 'tile row', 'tile file'];

/** Where a record does not hold together, and which comparison says so. */
export class RecordFault {
  @OneOf(PARTS, { about: 'What was compared.' })
  part!: string;

  @Text({ max: 300, about: 'Where, and what is wrong.' })
  place!: string;
}

/** The check of one log. */
class CheckedLog {
  @Text({ max: 255, about: 'Name of the log.' })
  origin!: string;

  @Int({ ...COUNT, about: 'Entries.' })
  entries!: number;

  @Int({ ...COUNT, about: 'All that was found.' })
  faults!: number;

  @ListOf(nested(() => RecordFault), { max: 1_000, about: 'The first of it.' })
  named!: RecordFault[];

  @ListOf(nested(() => LostRange), { max: 1_000, about: 'What it lost by declaration.' })
  lost!: LostRange[];
}

/** The check of every log. */
export class CheckedLogs {
  @ListOf(nested(() => CheckedLog), { max: 10_000, about: 'The first log first.' })
  logs!: CheckedLog[];
}

/** One manipulation, and by what it was found. */
class Tampering {
  @Text({ max: 100, about: 'What was done.' })
  manipulation!: string;

  @Flag({ about: 'Whether there was something to do it to.' })
  made!: boolean;

  @ListOf(text({ max: 20 }), { max: 5, about: 'What found it.' })
  by!: string[];
}

/** What a tamper test did. */
export class TamperTest {
  @Text({ max: 255, about: 'Name of the log.' })
  log!: string;

  @Int({ ...COUNT, about: 'Entries that were copied.' })
  entries!: number;

  @ListOf(nested(() => RecordFault), { max: 1_000, about: 'What is wrong with the record before anything was done.' })
  faults!: RecordFault[];

  @ListOf(nested(() => Tampering), { max: 100, about: 'One by one.' })
  tamperings!: Tampering[];
}
