import { setTimeout as delay } from 'node:timers/promises';
import { CHECKPOINTS, codeOf } from '@holdfast/bus';
import type { BusLog, Publisher } from '@holdfast/bus';
import { checkpointText, printNote, proveConsistency, signNote, verifyConsistency } from '@holdfast/tlog';
import type { Checkpoint, Signer, TileEdge, VerifierKey } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { Unavailable } from '@holdfast/contracts';
import type { PublishRecorded } from '../publish/publish-recorded.js';
import { checkpointSize, checkpointTime } from '../start/ledger-metrics.js';
import { closeLog } from './rollover/close-log.js';
import { closedLine } from './rollover/closing.js';
import type { Growth } from './cosign/asked-witness.js';
import { LogForked } from './errors.js';
import type { Log } from './log.js';
import type { Signed, SignedTree } from './signed-tree.js';
import type { TileFiles } from './tiles/tile-files.js';
import { writeTiles } from './tiles/write-tiles.js';

const EVERY_MS = 1_000;
const LOOK_AGAIN_MS = 20;
const WAIT_MS = 8_000;
const HELD_MS = 2_000;

/** What checkpoints are made of and where they go. */
export interface CheckpointParts {
  database: DataSource;
  publisher: Publisher;
  log: Log;
  files: TileFiles;
  signer: Signer;
  /** Asks others to vouch for the checkpoint; rejects when too few of them do. */
  cosigned: (note: string, signed: Omit<Growth, 'note' | 'to'>) => Promise<string>;
}

/**
 * Signs the tree, at most once a second: never beyond what `holdfast.recorded` holds, never smaller than or
 * inconsistent with what was signed before. A checkpoint is stored before anybody sees it.
 */
export class PublishCheckpoints {
  #checkpoint: Checkpoint;
  #edge: TileEdge;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(
    private readonly parts: CheckpointParts,
    private readonly recorded: PublishRecorded,
    { checkpoint, edge }: SignedTree,
  ) {
    this.#checkpoint = checkpoint;
    this.#edge = edge;
  }

  /** Signs for as long as this process leads. */
  async run(lost: AbortSignal, log: BusLog): Promise<void> {
    while (!lost.aborted && !this.#isClosed) {
      // Not the clock of the day: it may be set back.
      const begun = performance.now();
      try {
        const isNew = await this.#inTurn(() => this.#publishNext(lost));
        await delay(isNew ? Math.max(LOOK_AGAIN_MS, EVERY_MS - (performance.now() - begun)) : LOOK_AGAIN_MS);
      } catch (error) {
        log('error', `no checkpoint of ${this.parts.log.origin}: ${codeOf(error)}`);
        await delay(EVERY_MS);
      }
    }
  }

  async #publishNext(lost: AbortSignal): Promise<boolean> {
    const size = this.recorded.published + 1 - this.parts.log.base;
    if (size <= this.#checkpoint.size) return false;
    const next = await this.#signedAt(size);
    if (lost.aborted) return false;
    await this.#store(next.note, size);
    await this.#publish(next);
    return true;
  }

  async #signedAt(size: number, closing: readonly string[] = []): Promise<Signed> {
    const { database, log, files } = this.parts;
    const edge = await writeTiles({ database, log, files }, this.#edge, size);
    // Kept also when nobody vouches for it: what is written is not written again.
    this.#edge = edge;
    const checkpoint = { origin: log.origin, size, root: edge.root(), extensions: [...log.extensions, ...closing] };
    return { checkpoint, edge, note: await this.#sign(checkpoint) };
  }

  async #publish({ checkpoint, note }: Signed): Promise<void> {
    const { log, publisher } = this.parts;
    await publisher.publish([{ topic: CHECKPOINTS, key: log.origin, value: Buffer.from(note), headers: {} }]);
    this.#checkpoint = checkpoint;
    checkpointSize.set(checkpoint.size);
    checkpointTime.set(Date.now() / 1000);
  }

  /**
   * Signs everything that is recorded, closes the log with it and starts the successor, which names it. Nothing is
   * recorded meanwhile; whoever leads then reads anew where the record goes on.
   */
  close(successor: VerifierKey): Promise<Checkpoint> {
    return this.#inTurn(async () => {
      const { database, log } = this.parts;
      await this.#untilPublished(this.recorded.known, WAIT_MS);
      const last = await closeLog(database, log, successor, async (nextIndex) => {
        // The log is held meanwhile: nobody may wait for it longer than a batch would.
        await this.#untilPublished(nextIndex - 1, HELD_MS);
        return this.#signedAt(nextIndex - log.base, [closedLine(successor)]);
      });
      this.#isClosed = true;
      await this.#publish(last);
      return last.checkpoint;
    });
  }

  /** Throws Unavailable when the record is not published in time. */
  async #untilPublished(index: number, withinMs: number): Promise<void> {
    for (const deadline = performance.now() + withinMs; this.recorded.published < index; await delay(LOOK_AGAIN_MS)) {
      if (performance.now() > deadline) throw new Unavailable('The record is not published yet; ask again');
    }
  }

  /** One signature after the other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The signer believes nobody, not even the writer beside it: the proof comes from the tiles that others read. */
  async #sign(to: Checkpoint): Promise<string> {
    const from = this.#checkpoint;
    const proofFrom = (size: number) => proveConsistency(size, to.size, this.parts.files.readTile);
    const proof = await proofFrom(from.size);
    if (!verifyConsistency({ from, to, proof })) throw new LogForked('The tree does not grow from what was signed');
    const note = printNote(signNote(checkpointText(to), [this.parts.signer]));
    return this.parts.cosigned(note, { last: from, proof, proofFrom });
  }

  /** Another writer may have signed more meanwhile: whoever no longer leads stores nothing. */
  async #store(note: string, size: number): Promise<void> {
    const { database, log } = this.parts;
    const [, changed]: [unknown, number] = await database.query(
      `UPDATE log SET checkpoint = $2, checkpoint_size = $3
        WHERE number = $1 AND NOT closed AND checkpoint_size < $3 AND next_index >= base + $3`,
      [log.number, note, size],
    );
    if (changed !== 1) throw new LogForked('Another process has signed this log, or closed it', { size });
  }
}
