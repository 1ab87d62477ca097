import { Directory, submission } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import { kinds, MessageRejected, readJson, refuse, seal } from '@holdfast/contracts';
import type { Fault, OrganisationV1, Sealed } from '@holdfast/contracts';
import { mayPublish } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { refused } from '../gateway-metrics.js';
import { addressFaults } from './address-faults.js';
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

/** The one check of what partners send: it either gives the record to publish or says where and why not. */
@Injectable()
export class Admission {
  private readonly salts = new Salts();

  constructor(private readonly directory: Directory) {}

  admit(bytes: Buffer, partner: string): Admitted | Refused {
    let kind = UNKNOWN_KIND;
    try {
      const input = readJson(bytes);
      kind = kindOfInput(input);
      const sealed = seal(input, partner);
      refuse(faultsOf(sealed, this.directory.organisation(partner)?.organisation));
      const { envelope } = sealed;
      return { record: submission(envelope, sealed.bytes, this.salts.next()), messageId: envelope.messageId };
    } catch (error) {
      if (!(error instanceof MessageRejected)) throw error;
      refused.inc({ kind, rule: error.faults[0]?.rule ?? 'unknown' });
      return { faults: error.faults };
    }
  }
}

function faultsOf(sealed: Sealed, sender: OrganisationV1 | undefined): Fault[] {
  if (!sender) return [{ pointer: '', rule: 'SUSPENDED', message: NOT_ALLOWED }];
  const { allowed, rule } = mayPublish(sender, sealed.envelope);
  const policyFaults = allowed ? [] : [{ pointer: '', rule, message: NOT_ALLOWED }];
  return [...addressFaults(sealed.envelope), ...signatureFaults(sealed, sender, Date.now()), ...policyFaults];
}

const NOT_ALLOWED = 'policy does not let this organisation publish this message';
const UNKNOWN_KIND = 'unknown';
const KINDS = new Set(kinds.map(({ name }) => name));

/** The kind as a label: one of ours, whatever the input says. */
function kindOfInput(input: unknown): string {
  const { kind } = Object(input);
  return typeof kind === 'string' && KINDS.has(kind) ? kind : UNKNOWN_KIND;
}
