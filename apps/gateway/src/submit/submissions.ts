import { MessageRejected } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { uploadsOpen } from '../start/gateway-metrics.js';
import { Limits } from '../limits/limits.js';
import type { Caller } from '../access/caller.js';
import { Admission } from '../admit/admission.js';
import { Outbound } from './outbound.js';
import { Upload } from './upload.js';
import type { UploadAnswer } from './upload-answer.js';

/** Takes what partners send and publishes what may be published; an answer means that all replicas hold it. */
@Injectable()
export class Submissions {
  constructor(
    private readonly admission: Admission,
    private readonly outbound: Outbound,
    private readonly limits: Limits,
  ) {}

  /** One message. Throws MessageRejected, or what the bus says. */
  async one(caller: Caller, bytes: Buffer): Promise<UploadAnswer> {
    const outcome = this.admission.admit(bytes, caller);
    if ('faults' in outcome) throw new MessageRejected(outcome.faults);
    await this.outbound.publish([outcome.record]);
    return { accepted: 1, refused: 0, refusals: [], messageIds: [outcome.messageId], durableThrough: 1 };
  }

  /** Many messages, a line each. */
  many(caller: Caller, chunks: AsyncIterable<Buffer>): Promise<UploadAnswer> {
    const { admission, outbound } = this;
    return this.limits.uploads.during(caller.partner, async () => {
      uploadsOpen.inc();
      const door = {
        admit: (line: Buffer) => admission.admit(line, caller),
        publish: outbound.publish.bind(outbound),
      };
      return new Upload(door).read(chunks).finally(() => uploadsOpen.dec());
    });
  }
}
