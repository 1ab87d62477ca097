import { styleText } from 'node:util';

/** A plain table with aligned columns; the head is dimmed where the terminal can. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [process.stdout.isTTY ? styleText('dim', line(head)) : line(head), ...rows.map(line)]
    .map((each) => `${each}\n`)
    .join('');
}
