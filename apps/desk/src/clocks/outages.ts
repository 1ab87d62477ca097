import { OutageV1, parse } from '@holdfast/contracts';
import { MEMBERS } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { DeskPart, HubMessage, Now } from '../fold/desk-part.js';
import type { Said } from '../fold/said.js';
import type { Span } from './running-time.js';

/** When the hub was not there. */
export type Outage = Span;

/** Ticks come twice a second: after so long without one the hub was not there. */
const LONGEST_GAP_MS = 5_000;

/** What the ticks show of outages, and what operators say of them: each extends the clocks that ran then. */
export class Outages implements DeskPart {
  async fold(manager: EntityManager, said: readonly Said[]): Promise<HubMessage[]> {
    for (const { index, envelope } of said.filter((each) => each.envelope.kind === 'outage')) {
      const { from, to } = parse(OutageV1, envelope.body);
      await manager.query('INSERT INTO outage (index, from_at, to_at) VALUES ($1, $2, $3)', [index, from, to]);
      await manager.query('DELETE FROM outage_pending WHERE from_at = $1 AND to_at = $2', [from, to]);
    }
    return [];
  }

  /** One that is recorded by now, in the same batch even, is said already. */
  async due(manager: EntityManager, { ticks }: Now): Promise<HubMessage[]> {
    const messages: HubMessage[] = [];
    for (const { from, to } of gapsIn(ticks)) {
      const added: unknown[] = await manager.query(
        `INSERT INTO outage_pending (from_at, to_at)
         SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM outage WHERE from_at = $1 AND to_at = $2)
         ON CONFLICT DO NOTHING RETURNING from_at`,
        [from, to],
      );
      if (added.length > 0) messages.push(outage({ from, to }));
    }
    return messages;
  }

  /** That the hub was away is no less so when the words about it are gone. */
  async erase(): Promise<void> {}
}

/** Whether an outage was seen that is not recorded yet: until it is, nothing is breached and nothing lapses. */
export async function isOutagePending(manager: EntityManager): Promise<boolean> {
  const rows: unknown[] = await manager.query('SELECT 1 FROM outage_pending LIMIT 1');
  return rows.length > 0;
}

/** Every recorded outage, in the order in which they began. */
export function readOutages(manager: EntityManager): Promise<Outage[]> {
  return manager.query('SELECT from_at AS "from", to_at AS "to" FROM outage ORDER BY from_at, index');
}

/** Between a tick and the next later one; a tick that is late shows nothing. */
function gapsIn(ticks: readonly string[]): Outage[] {
  const gaps: Outage[] = [];
  let from = ticks[0];
  for (const to of ticks) {
    if (from === undefined || to <= from) continue;
    if (Date.parse(to) - Date.parse(from) > LONGEST_GAP_MS) gaps.push({ from, to });
    from = to;
  }
  return gaps;
}

function outage({ from, to }: Outage): HubMessage {
  return {
    kind: 'outage',
    version: 1,
    reference: `outage/${from}`,
    occurredAt: to,
    audience: { groups: [MEMBERS] },
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R4', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    body: { from, to, by: 'DESK', reason: 'The ledger gave no tick: the hub was not fully there' },
  };
}
