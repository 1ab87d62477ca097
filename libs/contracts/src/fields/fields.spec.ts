import {
  check,
  Day,
  Duration,
  Flag,
  Instant,
  Int,
  ListOf,
  MessageRejected,
  Nested,
  OneOf,
  parse,
  PartnerId,
  Recurrence,
  Text,
  text,
  TimeZone,
} from '@holdfast/contracts';
import type { Shape } from '@holdfast/contracts';
import { JsonPointer, LanguageTag, LocalId } from './identifiers.js';

class Inner {
  @Text({ max: 3, about: 'x' })
  name!: string;
}

class TextField {
  @Text({ max: 5, about: 'x' })
  value!: string;
}
class PatternField {
  @PartnerId({ about: 'x' })
  value!: string;
}
class LocalIdField {
  @LocalId({ about: 'x' })
  value!: string;
}
class PointerField {
  @JsonPointer({ about: 'x' })
  value!: string;
}
class LanguageField {
  @LanguageTag({ about: 'x' })
  value!: string;
}
class IntField {
  @Int({ min: 0, max: 10, about: 'x' })
  value!: number;
}
class FlagField {
  @Flag({ about: 'x' })
  value!: boolean;
}
class OneOfField {
  @OneOf(['A', 'B'], { about: 'x' })
  value!: string;
}
class InstantField {
  @Instant({ about: 'x' })
  value!: string;
}
class DayField {
  @Day({ about: 'x' })
  value!: string;
}
class DurationField {
  @Duration({ about: 'x' })
  value!: string;
}
class TimeZoneField {
  @TimeZone({ about: 'x' })
  value!: string;
}
class RecurrenceField {
  @Recurrence({ about: 'x' })
  value!: string;
}
class NestedField {
  @Nested(() => Inner, { about: 'x' })
  value!: Inner;
}
class ListField {
  @ListOf(text({ max: 2 }), { max: 2, min: 1, about: 'x' })
  value!: string[];
}
class OptionalField {
  @Int({ min: 0, max: 10, optional: true, about: 'x' })
  value?: number;
}

const table: [string, Shape, unknown[], unknown[]][] = [
  [
    'Text',
    TextField,
    ['a', 'abcde', '한글', '😀😀😀😀😀'],
    ['', 'abcdef', 1, null, [], {}, 'a\u0000', 'e\u0301', '\u202ea'],
  ],
  ['PartnerId', PatternField, ['a', 'demo-police', 'a1'], ['', '-a', 'A', 'a_b', 'a'.repeat(64), null, 5]],
  ['LocalId', LocalIdField, ['T1', 'row-1.a:b_c'], ['', 'a b', 'é', 'a'.repeat(65), null, 1]],
  [
    'JsonPointer',
    PointerField,
    ['/body', '/body/targets/0/period', '/answer.json/a~1b~0'],
    ['', '/', 'body', '/body/', '//a', '/a~2', '/a b', `/${'a'.repeat(200)}`, null, 1],
  ],
  ['LanguageTag', LanguageField, ['en', 'ko-KR', 'zh-Hant-TW'], ['', 'e', 'en_GB', 'en-', 'en-123456789', null, 1]],
  ['Int', IntField, [0, 10], [-1, 11, 1.5, '1', null, true, [1]]],
  ['Flag', FlagField, [true, false], [0, 1, 'true', null, []]],
  ['OneOf', OneOfField, ['A', 'B'], ['a', '', null, 1, ['A']]],
  [
    'Instant',
    InstantField,
    ['2026-04-14T07:40:00.000Z', '2024-02-29T00:00:00.000Z'],
    ['2026-02-29T00:00:00.000Z', '2026-04-14T07:40:00Z', '2026-04-14T24:00:00.000Z', '2026-04-14', 0, null],
  ],
  ['Day', DayField, ['2026-04-14', '2024-02-29'], ['2026-02-29', '2026-4-14', '2026-04-14T00:00:00.000Z', '', 0, null]],
  [
    'Duration',
    DurationField,
    ['PT30M', 'P2Y', 'P1Y2M3DT4H5M6S', 'P2W', 'PT72H'],
    ['', 'P', 'PT', 'P1DT', '30M', 'P1.5D', 'PT5M1H', 'P1W2D', '-P1D', 'P999999D', 5, null],
  ],
  [
    'TimeZone',
    TimeZoneField,
    ['UTC', 'Asia/Seoul', 'America/Argentina/Buenos_Aires'],
    ['', 'Mars/Base', '+09:00', 'asia/seoul', 'Asia/', 9, null],
  ],
  [
    'Recurrence',
    RecurrenceField,
    ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=9', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=12', 'BYMONTH=1;FREQ=YEARLY'],
    [
      '',
      'DAILY',
      'FREQ=SOMETIMES',
      'BYHOUR=9',
      'FREQ=DAILY;FREQ=DAILY',
      'FREQ=DAILY;BYHOUR=24',
      'FREQ=DAILY;BYHOUR=',
      'FREQ=DAILY;COUNT=2;UNTIL=20260414',
      'FREQ=DAILY;X=1',
      'FREQ=DAILY;COUNT=1=2',
      'RRULE:FREQ=DAILY',
      5,
      null,
    ],
  ],
  ['Nested', NestedField, [{ name: 'abc' }], [{}, { name: 'abcd' }, { name: 'a', more: 1 }, 'a', 1, null]],
  ['ListOf', ListField, [['a'], ['a', 'bb']], [[], ['a', 'b', 'c'], ['ccc'], [1], 'a', null, {}]],
  ['optional Int', OptionalField, [1, undefined], [null, 11, 'a']],
];

describe.each(table)('%s', (_, shape, good, bad) => {
  const verdicts = (value: unknown) => {
    const subject = value === undefined ? {} : { value };
    return [() => parse(shape, subject), () => check(shape, subject)].map((door) => {
      try {
        return door() && 'accepted';
      } catch (error) {
        return error instanceof MessageRejected ? 'refused' : error;
      }
    });
  };

  it('means the same to AJV and to class-validator', () => {
    for (const value of good) expect([value, ...verdicts(value)]).toEqual([value, 'accepted', 'accepted']);
    for (const value of bad) expect([value, ...verdicts(value)]).toEqual([value, 'refused', 'refused']);
  });
});

it('refuses unknown properties by both', () => {
  expect(() => parse(FlagField, { value: true, more: 1 })).toThrow(MessageRejected);
  expect(() => check(FlagField, { value: true, more: 1 })).toThrow(MessageRejected);
});
