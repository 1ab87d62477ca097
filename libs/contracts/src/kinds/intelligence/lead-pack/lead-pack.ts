import type { Fault } from '../../../errors/message-rejected.js';
import type { Audience } from '../../../message/handling.js';
import { kind } from '../../kind.js';
import { ANALYSTS, AUTHORITIES } from '../../publishers.js';
import { uniqueFaults } from '../../shapes/faults.js';
import { LeadPackV1 } from './lead-pack.v1.js';

export const leadPack = kind({
  name: 'lead-pack',
  version: 1,
  plural: 'lead-packs',
  about: 'Leads for named exchanges, worked through row by row.',
  body: LeadPackV1,
  publishers: [...AUTHORITIES, ...ANALYSTS],
  officers: () => 1,
  roles: ['REQUESTER'],
  gated: true,
  rules: ({ audience, body }) => [...rowFaults(body, audience), ...outcomeFaults(body)],
});

/** Each row once, and for an exchange that the pack is meant for. */
function rowFaults({ rows }: LeadPackV1, { partners = [] }: Audience): Fault[] {
  const message = 'is not named in the audience; name it there';
  return [
    ...uniqueFaults(
      rows.map(({ rowId }) => rowId),
      (at) => `/body/rows/${at}/rowId`,
      'pack-row-unique',
    ),
    ...rows.flatMap(({ exchange }, at) =>
      partners.includes(exchange) ? [] : [{ pointer: `/body/rows/${at}/exchange`, rule: 'pack-audience', message }],
    ),
  ];
}

/** One outcome for a row, and none for what is no row. */
function outcomeFaults({ rows, outcomes = [] }: LeadPackV1): Fault[] {
  const known = new Set(rows.map(({ rowId }) => rowId));
  const ids = outcomes.map(({ rowId }) => rowId);
  const pointerOf = (at: number) => `/body/outcomes/${at}/rowId`;
  return [
    ...uniqueFaults(ids, pointerOf, 'pack-outcome-unique'),
    ...ids.flatMap((id, at) =>
      known.has(id) ? [] : [{ pointer: pointerOf(at), rule: 'pack-outcome', message: 'is no row of this pack' }],
    ),
  ];
}
