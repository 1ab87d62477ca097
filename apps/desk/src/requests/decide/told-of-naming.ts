import type { HubMessage } from '../../fold/desk-part.js';
import type { Request } from '../state/request.js';

/** Word to each exchange that a lookup found responsible: its answer was passed on to the one who asked. */
export function toldOfNaming({ envelope, state }: Request): HubMessage[] {
  return Object.values(state.legs).flatMap(({ recipient, named }) => {
    if (!named || named.told) return [];
    const { id, at } = named;
    return [
      {
        kind: 'acknowledgement',
        version: 1,
        reference: `named/${id}`,
        occurredAt: at,
        audience: { partners: [recipient] },
        handling: envelope.handling,
        language: 'en',
        correlates: [],
        exercise: envelope.exercise,
        body: { ofMessageId: id, level: 'APPLIED', result: 'OK', at },
      },
    ];
  });
}
