import { bundlePath, TILE_WIDTH, tilePath } from '@holdfast/tlog';

/** Where the manipulations are made: two entries with bodies, a full tile, the last tile and the first. */
export interface Targets {
  index: number;
  other: number;
  /** The last of the entries that stay when the log is cut off. */
  cut: number;
  fullTile: number;
  lastTile: { index: number; width: number };
  firstTile: { index: number; width: number };
}

/** Something that a person with full access could do to the rows; every statement must hit one at least. */
export interface RowManipulation {
  name: string;
  statements: (targets: Targets) => (readonly [sql: string, ...values: unknown[]])[];
}

/** Something that could be done to a file of the tiles: what is written at each path instead. */
export interface FileManipulation {
  name: string;
  paths: (targets: Targets) => string[];
  change: (bytes: readonly Buffer[]) => (Buffer | undefined)[];
}

const flipped = (table: string, column: string) => (index: number) =>
  [
    `UPDATE ${table} SET ${column} = set_byte(${column}, 7, get_byte(${column}, 7) # 1) WHERE index = $1`,
    index,
  ] as const;

const change = (name: string, table: string, column: string): RowManipulation => ({
  name,
  statements: ({ index }) => [flipped(table, column)(index)],
});

/** The three moves of a swap: index -1 is nobody's. */
const swapped = (table: string, { index, other }: Targets) =>
  [
    [index, -1],
    [other, index],
    [-1, other],
  ].map(([from, to]) => [`UPDATE ${table} SET index = $2 WHERE index = $1`, from, to] as const);

export const ROW_MANIPULATIONS: readonly RowManipulation[] = [
  change('an entry of the tree is changed', 'entry', 'tree_entry'),
  {
    name: 'the status of an entry is changed',
    statements: ({ index }) => [["UPDATE entry SET status = status || 'x' WHERE index = $1", index]],
  },
  {
    name: 'the place of an entry is changed',
    statements: ({ index }) => [['UPDATE entry SET kafka_offset = kafka_offset + 1 WHERE index = $1', index]],
  },
  { name: 'an entry is deleted', statements: ({ index }) => [['DELETE FROM entry WHERE index = $1', index]] },
  {
    name: 'an entry is deleted with its body',
    statements: ({ index }) => [
      ['DELETE FROM entry WHERE index = $1', index],
      ['DELETE FROM body WHERE index = $1', index],
    ],
  },
  {
    name: 'two entries are swapped',
    statements: (targets) => [...swapped('entry', targets), ...swapped('body', targets)],
  },
  { name: 'two bodies are swapped', statements: (targets) => swapped('body', targets) },
  change('a message is changed', 'body', 'envelope'),
  change('a salt is changed', 'body', 'salt'),
  change('a content hash is changed', 'body', 'content_hash'),
  change('an envelope hash is changed', 'body', 'envelope_hash'),
  {
    name: 'an acceptance time is changed',
    statements: ({ index }) => [
      ["UPDATE body SET accepted_at = accepted_at + interval '1 ms' WHERE index = $1", index],
    ],
  },
  {
    name: 'a body is deleted without an erasure',
    statements: ({ index }) => [['DELETE FROM body WHERE index = $1', index]],
  },
  {
    name: 'a row of a tile is changed',
    statements: ({ fullTile }) => [
      [
        'UPDATE tile SET hashes = set_byte(hashes, 7, get_byte(hashes, 7) # 1) WHERE level = 0 AND index = $1',
        fullTile,
      ],
    ],
  },
  {
    name: 'a row of a tile is deleted',
    statements: ({ fullTile }) => [['DELETE FROM tile WHERE level = 0 AND index = $1', fullTile]],
  },
  {
    name: 'the log is cut off, and its checkpoint with it',
    statements: ({ cut }) => [
      ['DELETE FROM entry WHERE index > $1', cut],
      ['DELETE FROM body WHERE index > $1', cut],
      ['UPDATE log SET next_index = $1::bigint + 1, checkpoint = NULL, checkpoint_size = 0', cut],
    ],
  },
];

const flip = ([bytes = Buffer.alloc(0)]: readonly Buffer[]): Buffer[] => {
  const changed = Buffer.from(bytes);
  // eslint-disable-next-line no-bitwise -- one bit of one byte
  changed[7] = (changed[7] ?? 0) ^ 1;
  return [changed];
};

export const FILE_MANIPULATIONS: readonly FileManipulation[] = [
  { name: 'a file of a tile is changed', paths: ({ lastTile }) => [tileFile(lastTile)], change: flip },
  { name: 'a file of entries is changed', paths: ({ lastTile }) => [bundlePath(lastTile)], change: flip },
  { name: 'a file of a tile is deleted', paths: ({ lastTile }) => [tileFile(lastTile)], change: () => [undefined] },
  {
    name: 'two files of tiles are swapped',
    paths: ({ firstTile, lastTile }) => (firstTile.index === lastTile.index ? [] : [firstTile, lastTile].map(tileFile)),
    change: (bytes) => bytes.toReversed(),
  },
];

const tileFile = (tile: { index: number; width: number }): string =>
  tilePath({ level: 0, index: tile.index, width: Math.min(TILE_WIDTH, tile.width) });
