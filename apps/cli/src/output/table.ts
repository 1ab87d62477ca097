import { stripVTControlCharacters, styleText } from 'node:util';

/** A table with aligned columns, whatever their colours; the head is dimmed where the terminal can. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[column] ?? '')), name.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd();
  return [process.stdout.isTTY ? styleText('dim', line(head)) : line(head), ...rows.map(line)]
    .map((each) => `${each}\n`)
    .join('');
}

/** What a terminal shows of a cell: colours take no room. */
const widthOf = (cell: string): number => stripVTControlCharacters(cell).length;
