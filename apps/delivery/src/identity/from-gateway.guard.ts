import { Directory } from '@holdfast/bus';
import type { PublicJwk } from '@holdfast/contracts';
import { InternalGuard } from '@holdfast/platform';
import { Injectable } from '@nestjs/common';

/** Lets in only what the gateway forwards for a partner it has recognised. */
@Injectable()
export class FromGateway extends InternalGuard {
  constructor(directory: Directory) {
    super('delivery', (kid) => gatewayKey(directory, kid));
  }
}

/** A key counts while the hub's own organisation names it as the gateway's. */
function gatewayKey(directory: Directory, kid: string): PublicJwk | undefined {
  const keys = directory.organisation('hub')?.keys ?? [];
  const now = new Date().toISOString();
  return keys.find((key) => key.kid === kid && key.process === 'GATEWAY' && (key.notAfter ?? now) >= now)?.jwk;
}
