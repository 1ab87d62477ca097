import { bundlePath, decodeBundle, Frontier, leafHash, openCheckpoint, TILE_WIDTH } from '@holdfast/tlog';
import { TileFiles } from '../src/tree/tiles/tile-files.js';
import type { LedgerBench } from './running-ledger.js';
import { testSigner } from './test-ledger.js';

/** What a record is held to: each message once, in one unbroken order, and what was signed is the tree of these. */
export async function soundnessOf(bench: LedgerBench) {
  const indexes = await bench.column<string>('SELECT index AS value FROM entry ORDER BY index');
  const messages = await bench.column<number>('SELECT count(DISTINCT message_id)::int AS value FROM body');
  const entries = await bench.column<Buffer>('SELECT tree_entry AS value FROM entry ORDER BY index');
  const [note = ''] = await bench.column<string>('SELECT checkpoint AS value FROM log');
  const { root } = openCheckpoint(note, testSigner.key).checkpoint;
  return {
    indexes: indexes.map(Number),
    messages,
    isServed: Buffer.concat(await bundled(bench.home, entries.length)).equals(Buffer.concat(entries)),
    isSigned: root.equals(Frontier.empty.append(entries.map(leafHash)).root()),
  };
}

/** What that is when nothing is lost or doubled. */
export const sound = (count: number) => ({
  indexes: Array.from({ length: count }, (_, at) => at),
  messages: [count],
  isServed: true,
  isSigned: true,
});

/** The entries as verifiers get them: from the bundles. */
async function bundled(home: string, size: number): Promise<Buffer[]> {
  const files = new TileFiles(home, { number: 1 });
  const bundles = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, index) => {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    return files.read(bundlePath({ index, width }));
  });
  return (await Promise.all(bundles)).flatMap(decodeBundle);
}
