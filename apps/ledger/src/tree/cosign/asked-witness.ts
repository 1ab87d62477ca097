import type { BusLog } from '@holdfast/bus';
import type { Checkpoint, NoteSignature } from '@holdfast/tlog';
import { witnessRefusals } from '../../start/ledger-metrics.js';
import { postCheckpoint } from './post-checkpoint.js';
import type { WitnessReply } from './post-checkpoint.js';
import type { Witness } from './read-witnesses.js';

const TIMEOUT_MS = 2_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** A note that is to be cosigned, and how its tree follows from smaller ones. */
export interface Growth {
  note: string;
  to: Checkpoint;
  /** The proof from what was signed last. */
  last: Checkpoint;
  proof: readonly Buffer[];
  proofFrom: (size: number) => Promise<readonly Buffer[]>;
}

/** What came of asking: a cosignature; a larger size that was cosigned before; or nothing. */
export interface WitnessWord {
  name: string;
  cosignature?: NoteSignature;
  larger?: number;
}

/** A witness, what it cosigned last, and when it may be asked again: one that is dead slows nobody for ever. */
export class AskedWitness {
  /** By log. A size is never forgotten: a smaller tree is a fork even if the witness is gone since. */
  readonly #cosigned = new Map<string, number>();
  #failures = 0;
  #pausedUntil = 0;

  constructor(
    private readonly witness: Witness,
    private readonly log: BusLog,
    private readonly now: () => number = Date.now,
  ) {}

  get isDue(): boolean {
    return this.now() >= this.#pausedUntil;
  }

  async ask(growth: Growth): Promise<WitnessWord> {
    const { name } = this.witness.key;
    const { origin, size } = growth.to;
    const known = this.#cosigned.get(origin) ?? 0;
    const reply = await this.#reply(growth, known).catch((error: unknown) => unreachable(error));
    if (reply.is === 'size' && reply.size > size) {
      if (known <= size) this.#refused(growth);
      return { name, larger: reply.size };
    }
    if (reply.is !== 'cosigned') return this.#failed(growth, reply);
    this.#cosigned.set(origin, size);
    this.#failures = 0;
    return { name, cosignature: reply.cosignature };
  }

  /** From the size that it is known to have cosigned; if it says another, once more from that. */
  async #reply(growth: Growth, known: number): Promise<WitnessReply> {
    const { origin, size } = growth.to;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    let reply: WitnessReply = { is: 'size', size: known };
    for (let tries = 0; tries < 2 && reply.is === 'size' && reply.size <= size; tries++) {
      reply = await postCheckpoint(this.witness, await request(growth, reply.size), signal);
      if (reply.is === 'size') this.#cosigned.set(origin, reply.size);
    }
    return reply;
  }

  #failed(growth: Growth, reply: WitnessReply): WitnessWord {
    const { name } = this.witness.key;
    if (reply.is === 'inconsistent') this.#refused(growth);
    else if (this.#failures === 0) {
      this.log(
        'warn',
        `witness ${name} does not cosign: ${reply.is === 'useless' ? reply.why : 'it is asked by others'}`,
      );
    }
    this.#pausedUntil = this.now() + Math.min(FIRST_PAUSE_MS * 2 ** this.#failures++, LONGEST_PAUSE_MS);
    return { name };
  }

  /** Another view of this log was signed: only an operator can say why. */
  #refused({ to: { origin, size } }: Growth): void {
    const { name } = this.witness.key;
    const cosigned = this.#cosigned.get(origin) ?? 0;
    witnessRefusals.inc({ witness: name });
    this.log(
      'error',
      `witness ${name} refuses ${size} entries of ${origin}: it has cosigned ${cosigned} of another view`,
    );
  }
}

async function request({ note, last, proof, proofFrom }: Growth, old: number) {
  return { old, proof: [...(old === last.size ? proof : await proofFrom(old))], checkpoint: note };
}

/** By its code: the text of an error may quote what came from outside. */
function unreachable(error: unknown): WitnessReply {
  const { cause, code, name } = Object(error);
  const why = [Object(cause).code, code, name].find((each) => typeof each === 'string');
  return { is: 'useless', why: why ?? 'unreachable' };
}
