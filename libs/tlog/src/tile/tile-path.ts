/** How many hashes a full tile has, and entries a full bundle. */
export const TILE_WIDTH = 256;

/** A tile: its level, its index in the level and how many hashes wide it is, 1 to 256. */
export interface TileRef {
  level: number;
  index: number;
  width: number;
}

/** A bundle of entries: the entries under the level 0 tile of the same index and width. */
export interface BundleRef {
  entries: true;
  index: number;
  width: number;
}

const LEVELS = 64;
const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Where a tile is served (C2SP tlog-tiles), below the prefix of its log. */
export const tilePath = ({ level, index, width }: TileRef): string => pathOf(String(level), index, width);

/** Where a bundle of entries is served. */
export const bundlePath = ({ index, width }: { index: number; width: number }): string =>
  pathOf('entries', index, width);

/** Reads exactly what these two print; undefined for everything else. */
export function parseTilePath(path: string): TileRef | BundleRef | undefined {
  const [, kind, digits = '', width] = PATH.exec(path) ?? [];
  if (kind === undefined) return undefined;
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const place = { index, width: Number(width ?? TILE_WIDTH) };
  const ref = kind === 'entries' ? { entries: true as const, ...place } : { level: Number(kind), ...place };
  if (!Number.isSafeInteger(index) || ('level' in ref && ref.level >= LEVELS)) return undefined;
  const printed = 'level' in ref ? tilePath(ref) : bundlePath(ref);
  return printed === path ? ref : undefined;
}

/** How wide the last tile of a level is that is not full; 0 when all are. */
export const partialWidth = (size: number, level: number): number =>
  Math.floor(size / TILE_WIDTH ** level) % TILE_WIDTH;

function pathOf(kind: string, index: number, width: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${kind}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}
