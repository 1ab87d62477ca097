import { Injectable } from '@nestjs/common';
import { Directory } from '@holdfast/bus';
import { InternalGuard } from '@holdfast/platform';

/** Lets in what the gateway asks on behalf of a partner, and nobody else. */
@Injectable()
export class FromGateway extends InternalGuard {
  constructor(directory: Directory) {
    super('ledger', (kid) => directory.hubKey('GATEWAY', kid));
  }
}
