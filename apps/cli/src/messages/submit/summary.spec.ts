import { stripVTControlCharacters } from 'node:util';
import { summaryText } from './summary.js';
import type { Summary } from './summary.js';

const summary = (over: Partial<Summary>): Summary => ({
  accepted: 0,
  new: 0,
  duplicates: 0,
  refused: 0,
  refusals: [],
  conflicts: 0,
  unrecorded: 0,
  ...over,
});
const text = (over: Partial<Summary>) => stripVTControlCharacters(summaryText(summary(over)));

it('says that nothing is new only where something was accepted before', () => {
  expect(text({ accepted: 2, duplicates: 2 })).toContain('Nothing new: every message of this file');
  expect(text({ accepted: 2, duplicates: 2, refused: 1 })).toContain('Nothing new: all the rest of this file');
  expect(text({ accepted: 2, new: 1, duplicates: 1 })).not.toContain('Nothing new');
  expect(text({ refused: 3 })).not.toContain('Nothing new');
});

it('shows twenty refusals with line, pointer and rule, and counts the rest', () => {
  const refusals = Array.from({ length: 25 }, (_, at) => ({ line: at + 1, pointer: '', rule: 'json', message: 'no' }));
  const shown = text({ refused: 25, refusals });
  expect(shown).toMatch(/^20 +\/ +json +no$/m);
  expect(shown).not.toMatch(/^21 /m);
  expect(shown).toContain('and 5 more');
});
