import { Directory, submission } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import { kinds, MessageRejected, readJson, seal } from '@holdfast/contracts';
import type { Fault, Sealed } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { refused } from '../start/gateway-metrics.js';
import { addressFaults } from './address-faults.js';
import { publisherFaults } from './publisher-faults.js';
import { Salts } from './salts.js';
import { signatureFaults } from './signature-faults.js';

/** A message that may go to its kind's topic. */
export interface Admitted {
  record: OutgoingRecord;
  messageId: string;
}

/** A message that may not, and every reason that was found. */
export interface Refused {
  faults: readonly Fault[];
}

/** A message that is still to be signed: what can be read of it, and what its signature alone will not mend. */
export interface Proposed extends Refused {
  sealed?: Sealed;
}

/** The one check of what partners send: it either gives the record to publish or says where and why not. */
@Injectable()
export class Admission {
  private readonly salts = new Salts();

  constructor(private readonly directory: Directory) {}

  admit(bytes: Buffer, caller: Caller): Admitted | Refused {
    const { kind, sealed, faults } = this.judge(bytes, caller);
    const all = sealed ? [...faults, ...signatureFaults(sealed, caller, this.directory)] : faults;
    if (sealed && all.length === 0) {
      const { envelope } = sealed;
      return { record: submission(envelope, sealed.bytes, this.salts.next()), messageId: envelope.messageId };
    }
    refused.inc({ kind, rule: all[0]?.rule ?? 'unknown' });
    return { faults: all };
  }

  propose(bytes: Buffer, caller: Caller): Proposed {
    return this.judge(bytes, caller);
  }

  private judge(bytes: Buffer, { partner }: Caller): Proposed & { kind: string } {
    let kind = UNKNOWN_KIND;
    try {
      const input = readJson(bytes);
      kind = kindOfInput(input);
      const sealed = seal(input, partner);
      const { envelope } = sealed;
      const publisher = this.directory.organisation(partner);
      return { kind, sealed, faults: [...addressFaults(envelope), ...publisherFaults(envelope, publisher)] };
    } catch (error) {
      if (!(error instanceof MessageRejected)) throw error;
      return { kind, faults: error.faults };
    }
  }
}

const UNKNOWN_KIND = 'unknown';
const KINDS = new Set(kinds.map(({ name }) => name));

/** The kind as a label: one of ours, whatever the input says. */
function kindOfInput(input: unknown): string {
  const { kind } = Object(input);
  return typeof kind === 'string' && KINDS.has(kind) ? kind : UNKNOWN_KIND;
}
