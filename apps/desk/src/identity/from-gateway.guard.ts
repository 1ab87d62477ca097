import { Directory } from '@holdfast/bus';
import { InternalGuard } from '@holdfast/platform';
import { Injectable } from '@nestjs/common';

/** Lets in only what the gateway forwards for a partner it has recognised. */
@Injectable()
export class FromGateway extends InternalGuard {
  constructor(directory: Directory) {
    super('desk', (kid) => directory.hubKey('GATEWAY', kid));
  }
}
