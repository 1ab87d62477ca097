import type { HubMessage } from '../../fold/desk-part.js';
import { sayAbout } from '../../outbox/say-about.js';
import type { Request } from '../state/request.js';

/** Word to each exchange that a lookup found responsible: its answer was passed on to the one who asked. */
export function toldOfNaming({ envelope, state }: Request): HubMessage[] {
  return Object.values(state.legs).flatMap(({ recipient, named }) => {
    if (!named || named.told) return [];
    const { id, at } = named;
    const body = { ofMessageId: id, level: 'APPLIED', result: 'OK', at };
    return [sayAbout(envelope, { kind: 'acknowledgement', reference: `named/${id}`, at, to: [recipient], body })];
  });
}
