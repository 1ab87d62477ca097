import { checkpointText, printNote, printVerifierKey, proveConsistency, signNote } from '@holdfast/tlog';
import type { Signer, VerifierKey } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import { naming } from '../rollover/close-log.js';
import { closedLine } from '../rollover/closing.js';
import type { DamagedLog, LossParts } from './damaged-log.js';
import { recordLost } from './lost-rows.js';

/**
 * Closes a damaged log as it was last signed, and starts the successor that names what is lost, in the running
 * transaction, which holds the log. Where the log's key is gone its last checkpoint stays what it is.
 */
export async function closeDamaged(
  client: PoolClient,
  parts: LossParts,
  damaged: DamagedLog,
  successor: VerifierKey,
): Promise<void> {
  const { log, signed, signer, base, ranges, skipped } = damaged;
  const note = signer ? await closingNote(parts, damaged, signer, successor) : damaged.note;
  await client.query('UPDATE log SET checkpoint = $2, checkpoint_size = $3, closed = true WHERE number = $1', [
    log.number,
    note ?? null,
    signed.size,
  ]);
  await recordLost(client, log.number, ranges);
  await client.query(
    'INSERT INTO log (number, origin, key, base, next_index, extensions) VALUES ($1, $2, $3, $4, $4, $5)',
    [log.number + 1, successor.name, printVerifierKey(successor), base, naming(signed, base, ranges)],
  );
  for (const { topic, partition, end } of skipped) {
    await client.query(
      "UPDATE consumer_offset SET next_offset = $3 WHERE consumer = 'ledger' AND topic = $1 AND partition = $2",
      [topic, partition, end],
    );
  }
}

/** The same tree once more, never another root; whoever vouched for it vouches that it is the last. */
function closingNote(
  { cosigned, filesOf }: LossParts,
  { log, signed }: DamagedLog,
  signer: Signer,
  successor: VerifierKey,
): Promise<string> {
  const last = { ...signed, extensions: [...log.extensions, closedLine(successor)] };
  const proofFrom = (size: number) => proveConsistency(size, signed.size, filesOf(log).readTile);
  return cosigned(printNote(signNote(checkpointText(last), [signer])), { last, proof: [], proofFrom });
}
