import {
  cosign,
  EMPTY_ROOT,
  judgeCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  printNote,
  printSignature,
  TlogMalformed,
} from '@holdfast/tlog';
import type { AddCheckpoint, Signer, WitnessVerdict } from '@holdfast/tlog';
import type { Evidence } from './evidence.js';
import type { WitnessState } from './witness-state.js';

/** An answer over HTTP. */
export interface WitnessAnswer {
  status: number;
  body: string;
  type?: string;
}

const NOTHING = { size: 0, root: EMPTY_ROOT };
const MS = 1_000;

/** How a witness is kept: what it cosigned, what it refused, whom it tells, and its clock. */
export interface WitnessParts {
  signer: Signer;
  state: WitnessState;
  evidence: Evidence;
  say: (line: string) => void;
  now?: () => number;
}

/**
 * Cosigns the checkpoints of logs that it knows, each only if it adds to what it cosigned last (C2SP tlog-witness).
 * What it answers is durable before.
 */
export class Witness {
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: WitnessParts) {}

  /** One after the other: a check and what is kept after it are one step, or an older view could replace a newer. */
  add(request: string): Promise<WitnessAnswer> {
    const answer = this.#turn.then(() => this.#judge(request));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** The last checkpoint that was cosigned of a log, by the hash of its name. */
  checkpoint(hashOfOrigin: string): WitnessAnswer {
    const last = this.parts.state.lastOf(hashOfOrigin);
    return last ? { status: 200, body: last.note } : { status: 404, body: 'Nothing of this log was cosigned here\n' };
  }

  async #judge(request: string): Promise<WitnessAnswer> {
    const asked = parsed(request);
    if (!asked) return { status: 400, body: 'This is no request of C2SP tlog-witness\n' };
    const { state } = this.parts;
    const verdict = judgeCheckpoint(asked, (origin) => state.last(origin) ?? NOTHING, state.logs);
    if (verdict.status === 200) return this.#cosign(asked, verdict);
    if (verdict.status === 409) return { status: 409, type: 'text/x.tlog.size', body: `${verdict.size}\n` };
    if (verdict.status === 422) await this.#accuse(request, asked.checkpoint);
    if (verdict.status === 403) await this.#noteStranger(request, asked.checkpoint);
    return { status: verdict.status, body: `${verdict.reason}\n` };
  }

  async #cosign(
    { checkpoint: signed }: AddCheckpoint,
    { checkpoint, text }: WitnessVerdict & { status: 200 },
  ): Promise<WitnessAnswer> {
    const { signer, state, now = Date.now } = this.parts;
    const { origin, size, root } = checkpoint;
    // A clock may be set back; what is said of a log never goes back in time.
    const seconds = Math.max(Math.floor(now() / MS), state.last(origin)?.seconds ?? 1);
    const cosignature = cosign(text, signer, seconds);
    const byLog = parseNote(signed).signatures.filter((each) =>
      state.logs.some(({ name, keyId }) => name === origin && name === each.name && keyId.equals(each.keyId)),
    );
    const note = printNote({ text, signatures: [...byLog, cosignature] });
    await state.keep(origin, { size, root, seconds, note });
    return { status: 200, body: printSignature(cosignature) };
  }

  /** Two views of a log, both signed by it, are what witnesses are for: nobody shall miss it. */
  async #accuse(request: string, checkpoint: string): Promise<void> {
    const { origin, size } = parseCheckpoint(parseNote(checkpoint).text);
    const last = this.parts.state.last(origin);
    const kept = await this.parts.evidence.keep({
      sort: size === last?.size ? 'forked' : 'refused',
      request,
      checkpoint,
      ...(last ? { cosigned: last.note } : {}),
    });
    this.parts.say(
      `REFUSED: ${origin} has signed ${size} entries that were not shown to follow from the ${last?.size ?? 0} that ` +
        `this witness cosigned. ${kept === undefined ? 'Evidence of it is kept already.' : `Evidence: ${kept}`}`,
    );
  }

  async #noteStranger(request: string, checkpoint: string): Promise<void> {
    const { origin } = parseCheckpoint(parseNote(checkpoint).text);
    const kept = await this.parts.evidence.keep({ sort: 'unsigned', request, checkpoint });
    if (kept !== undefined) {
      this.parts.say(`REFUSED: somebody sent a checkpoint of ${origin} that the log has not signed: ${kept}`);
    }
  }
}

function parsed(request: string): AddCheckpoint | undefined {
  try {
    return parseAddCheckpoint(request);
  } catch (error) {
    if (error instanceof TlogMalformed) return undefined;
    throw error;
  }
}
