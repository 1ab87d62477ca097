import { styleText } from 'node:util';

/** One thing that was looked at, whether it holds, and what that means for a reader. */
export interface Check {
  name: string;
  holds: boolean;
  says: string;
  more?: string[];
}

/** Checks as lines: what holds, and what does not in capitals. */
export function checkLines(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.map((each) => linesOf(each, width)).join('');
}

function linesOf({ name, holds, says, more = [] }: Check, width: number): string {
  const verdict = holds ? '  holds         ' : '  DOES NOT HOLD ';
  const line = `${verdict} ${name.padEnd(width)}  ${says}\n`;
  const indent = ' '.repeat(verdict.length + width + 3);
  return `${holds || !process.stdout.isTTY ? line : styleText('red', line)}${more.map((each) => `${indent}${each}\n`).join('')}`;
}
