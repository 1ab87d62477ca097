import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';

const WIDTH = 760;
const HEIGHT = 320;
const LEFT = 60;
const BOTTOM = 40;

/** Values at equal distances as a line, from nothing upwards; returns where the picture lies. */
export function writeCurve(
  name: string,
  values: readonly number[],
  { entries, unit }: { entries: number; unit: string },
): string {
  const most = Math.max(...values) * 1.1;
  const x = (at: number) => LEFT + (at / (values.length - 1)) * (WIDTH - LEFT - 20);
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - 20);
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const rules = [0.25, 0.5, 0.75, 1].map((share) => {
    const value = most * share;
    return `<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>
    <text x="8" y="${y(value) + 4}">${value.toFixed(0)} ${unit}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">
    <rect width="100%" height="100%" fill="white"/>${rules.join('')}
    <polyline points="${points}" fill="none" stroke="#27a" stroke-width="2"/>
    <text x="${LEFT}" y="${HEIGHT - 12}">0</text>
    <text x="${WIDTH - 150}" y="${HEIGHT - 12}">${entries.toLocaleString('en')} entries</text></svg>\n`;
  const folder = join(projectRoot, 'bench/out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.svg`), svg);
  return join('bench/out', `${name}.svg`);
}
