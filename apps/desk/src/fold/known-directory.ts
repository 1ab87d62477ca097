import type { RecordedEntry } from '@holdfast/bus';
import { openEnvelope } from '@holdfast/bus';
import { directoryKeyOf } from '@holdfast/contracts';
import { StatedDirectory } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

interface SaidRow {
  index: string;
  since: string | null;
  envelope: Buffer;
}

/**
 * The directory as the record states it: which version is in force from which index. The ledger judged that; here its
 * messages are kept until they take effect.
 */
export class KnownDirectory {
  private constructor(private current: StatedDirectory) {}

  /** As the tables have it. */
  static async load(manager: EntityManager): Promise<KnownDirectory> {
    const rows: SaidRow[] = await manager.query(
      'SELECT index, since, envelope FROM directory_message WHERE since IS NOT NULL ORDER BY since',
    );
    const directory = rows.reduce((before, { index, since, envelope }) => {
      const stated = openEnvelope(envelope, Number(index));
      return before.with({ key: keyOf(stated), said: Number(index), since: Number(since), envelope: stated });
    }, StatedDirectory.empty);
    return new KnownDirectory(directory);
  }

  get directory(): StatedDirectory {
    return this.current;
  }

  /** Takes up an entry: keeps what may take effect later, and gives effect to what does so here. */
  async take(manager: EntityManager, { index, value, effect, record }: RecordedEntry): Promise<void> {
    if (record.status !== 'recorded') return;
    const envelope = openEnvelope(value, index);
    if (directoryKeyOf(envelope) !== undefined)
      await manager.query('INSERT INTO directory_message (index, envelope) VALUES ($1, $2)', [index, value]);
    if (effect === undefined) return;
    const rows: SaidRow[] = await manager.query('SELECT index, envelope FROM directory_message WHERE index = $1', [
      effect,
    ]);
    for (const row of rows) {
      const stated = openEnvelope(row.envelope, effect);
      await manager.query('UPDATE directory_message SET since = $2 WHERE index = $1', [effect, index]);
      this.current = this.current.with({ key: keyOf(stated), said: effect, since: index, envelope: stated });
    }
  }
}

const keyOf = (envelope: Parameters<typeof directoryKeyOf>[0]): string => directoryKeyOf(envelope) ?? '';
