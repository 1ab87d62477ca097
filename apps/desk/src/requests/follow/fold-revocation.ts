import { parse, RevocationV1 } from '@holdfast/contracts';
import type { Said } from '../../fold/said.js';
import { withdraw } from './withdraw.js';
import type { Request } from '../state/request.js';

/** Its sender takes a request back: two officers have signed where assets are to be let go. */
export function foldRevocation(request: Request, said: Said): Request {
  const { envelope } = said;
  const { action, requiredAction } = parse(RevocationV1, envelope.body);
  if (envelope.sender !== request.envelope.sender || (action !== 'WITHDRAW' && action !== 'REVOKE')) return request;
  return withdraw(request, said, requiredAction === 'RELEASE_HOLD');
}
