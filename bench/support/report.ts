import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';

interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What the figure is aimed at: at least, or at most. */
  aim?: { least?: number; most?: number };
}

const figures: Figure[] = [];

/** Prints a figure as a line that machines read too, and keeps it for the plot. */
export function figure(name: string, value: number, unit: string, aim?: Figure['aim']): void {
  figures.push({ name, value, unit, ...(aim ? { aim } : {}) });
  const verdict = aim ? `  # aim ${aim.least === undefined ? `≤ ${aim.most}` : `≥ ${aim.least}`}` : '';
  console.log(`BENCH ${name}=${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${unit}${verdict}`);
}

/** The value below which this share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ROW = 28;
const WIDTH = 760;

/** A bar for each figure that has an aim, against that aim: people would rather look than read. */
export function writePlot(): string {
  const rows = figures.filter(({ aim }) => aim);
  const bars = rows.map(({ name, value, unit, aim }, row) => {
    const target = aim?.least ?? aim?.most ?? 1;
    const isMet = aim?.least === undefined ? value <= target : value >= target;
    const width = Math.min((value / target) * 200, 400);
    const y = 40 + row * ROW;
    return `<text x="10" y="${y + 15}">${name}</text><rect x="240" y="${y}" width="${width.toFixed(0)}" height="18"
      fill="${isMet ? '#2a7' : '#c60'}"/><text x="${(250 + width).toFixed(0)}" y="${y + 15}">${value.toFixed(1)} ${unit}</text>`;
  });
  const height = 60 + rows.length * ROW;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13">
    <rect width="100%" height="100%" fill="white"/><line x1="440" y1="30" x2="440" y2="${height - 15}" stroke="#888"/>
    <text x="425" y="22" fill="#555">aim</text>${bars.join('')}</svg>\n`;
  const folder = join(projectRoot, 'bench/out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'figures.svg'), svg);
  return join('bench/out', 'figures.svg');
}
