import { MessageRejected } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { uploadsOpen } from '../gateway-metrics.js';
import { Limits } from '../limits/limits.js';
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
  async one(partner: string, bytes: Buffer): Promise<UploadAnswer> {
    const outcome = this.admission.admit(bytes, partner);
    if ('faults' in outcome) throw new MessageRejected(outcome.faults);
    await this.outbound.publish([outcome.record]);
    return { accepted: 1, refused: 0, refusals: [], messageIds: [outcome.messageId], durableThrough: 1 };
  }

  /** Many messages, a line each. */
  many(partner: string, chunks: AsyncIterable<Buffer>): Promise<UploadAnswer> {
    const { admission, outbound } = this;
    return this.limits.uploads.during(partner, async () => {
      uploadsOpen.inc();
      const door = {
        admit: (line: Buffer) => admission.admit(line, partner),
        publish: outbound.publish.bind(outbound),
      };
      return new Upload(door).read(chunks).finally(() => uploadsOpen.dec());
    });
  }
}
