import type { EntityManager } from 'typeorm';
import type { Outage } from '../../clocks/outages.js';
import { openEnvelope } from '@holdfast/bus';
import { canonical, latest } from '@holdfast/contracts';
import type { StatedDirectory } from '@holdfast/policy';
import type { Said } from '../../fold/said.js';
import { linksOf, subjectOf } from '../state/concerns.js';
import { foldOrder } from '../follow/fold-order.js';
import { foldRequest } from '../follow/fold-request.js';
import { isGated, openRequest } from '../state/open-request.js';
import type { Folded, Order, Request } from '../state/request.js';
import { readRequests, saveRequests } from './request-rows.js';

interface WaitingRow {
  target: string;
  index: string;
  accepted_at: string;
  content_hash: string;
  envelope: Buffer;
}

/** What waits longer than this for the message that it is about waits in vain. */
const WAITING_MS = 86_400_000;

/** The requests that a batch touches, in memory: read once, folded entry by entry, written once. */
export class WorkingSet {
  private readonly requests = new Map<string, Request>();
  private readonly about = new Map<string, string>();
  private readonly waiting = new Map<string, Said[]>();
  private readonly changed = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly learned = new Map<string, { request: string; index: number }>();
  private readonly late: Said[] = [];

  /** Reads what these messages may change, and what that may change in turn. */
  static async load(manager: EntityManager, said: readonly Said[]): Promise<WorkingSet> {
    const set = new WorkingSet();
    const ids = said.flatMap(({ envelope }) => [envelope.messageId, subjectOf(envelope), ...linksOf(envelope)]);
    await set.read(manager, ids);
    const linked = [...set.requests.values()].flatMap(({ envelope, state }) => [
      ...linksOf(envelope),
      ...state.followers,
    ]);
    await set.read(manager, linked);
    const rows: WaitingRow[] = await manager.query(
      'SELECT * FROM waiting WHERE target = ANY($1::uuid[]) ORDER BY index',
      [ids],
    );
    const directory = said[0]?.directory;
    if (directory) for (const row of rows) set.keepWaiting(row.target, saidOf(row, directory));
    return set;
  }

  private async read(manager: EntityManager, messageIds: readonly string[]): Promise<void> {
    const unknown = messageIds.filter((id) => !this.about.has(id));
    if (unknown.length === 0) return;
    const rows: { message_id: string; request: string }[] = await manager.query(
      'SELECT message_id, request FROM about WHERE message_id = ANY($1::uuid[])',
      [unknown],
    );
    for (const { message_id, request } of rows) this.about.set(message_id, request);
    const roots = [...new Set(rows.map(({ request }) => request))].filter((id) => !this.requests.has(id));
    for (const request of await readRequests(manager, roots)) this.requests.set(request.state.id, request);
  }

  /** Takes up one message: it opens a request, changes one, or waits for the one that it is about. */
  take(said: Said): void {
    const { envelope, index } = said;
    const { messageId } = envelope;
    if (isGated(envelope)) {
      if (!this.requests.has(messageId)) this.open(said);
    } else {
      const root = this.about.get(subjectOf(envelope));
      if (root === undefined) return this.wait(said);
      this.apply(root, said);
      this.learn(messageId, root, index);
    }
    const next = this.waiting.get(messageId) ?? [];
    this.waiting.delete(messageId);
    for (const each of next) if (isInTime(each, said)) this.take({ ...each, directory: said.directory });
  }

  private open(said: Said): void {
    const { messageId } = said.envelope;
    this.requests.set(messageId, openRequest(said));
    this.opened.add(messageId);
    this.changed.add(messageId);
    this.learn(messageId, messageId, said.index);
  }

  private apply(root: string, said: Said): void {
    const request = this.requests.get(root);
    if (request) this.settle(request, foldRequest(request, said), said);
  }

  private settle(before: Request, { request, orders }: Folded, said: Said): void {
    if (request !== before) {
      this.requests.set(request.state.id, request);
      this.changed.add(request.state.id);
    }
    for (const order of orders) this.carryOut(order, said, request.envelope.sender);
  }

  private carryOut(order: Order, said: Said, sender: string): void {
    const request = this.requests.get(this.about.get(order.on) ?? '');
    if (!request) return;
    const folded = foldOrder(request, order, said, sender);
    if (folded.request === request && folded.orders.length === 0) return;
    const state = { ...folded.request.state, version: Math.max(said.index, folded.request.state.version) };
    this.settle(request, { ...folded, request: { ...folded.request, state } }, said);
  }

  private learn(messageId: string, request: string, index: number): void {
    if (this.about.has(messageId)) return;
    this.about.set(messageId, request);
    this.learned.set(messageId, { request, index });
  }

  private wait(said: Said): void {
    this.keepWaiting(subjectOf(said.envelope), said);
    this.late.push(said);
  }

  private keepWaiting(target: string, said: Said): void {
    this.waiting.set(target, [...(this.waiting.get(target) ?? []), said]);
  }

  /** What has changed, as it stands now. */
  changes(): Request[] {
    return [...this.changed].flatMap((id) => this.requests.get(id) ?? []);
  }

  /** Writes what has changed; returns it. */
  async save(manager: EntityManager, outages: readonly Outage[]): Promise<Request[]> {
    const changed = this.changes();
    if (changed.length > 0) await saveRequests(manager, changed, { outages, opened: this.opened });
    await this.saveAbout(manager);
    await this.saveWaiting(manager);
    return changed;
  }

  private async saveAbout(manager: EntityManager): Promise<void> {
    const rows = [...this.learned];
    if (rows.length === 0) return;
    await manager.query('DELETE FROM waiting WHERE target = ANY($1::uuid[])', [rows.map(([id]) => id)]);
    await manager.query(
      'INSERT INTO about SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) ON CONFLICT DO NOTHING',
      [rows.map(([id]) => id), rows.map(([, { request }]) => request), rows.map(([, { index }]) => index)],
    );
  }

  private async saveWaiting(manager: EntityManager): Promise<void> {
    const rows = this.late.filter((said) => this.waiting.get(subjectOf(said.envelope))?.includes(said));
    if (rows.length === 0) return;
    await manager.query(
      `INSERT INTO waiting SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bytea[])
       ON CONFLICT DO NOTHING`,
      [
        rows.map(({ envelope }) => subjectOf(envelope)),
        rows.map(({ index }) => index),
        rows.map(({ acceptedAt }) => acceptedAt),
        rows.map(({ contentHash }) => contentHash),
        rows.map(({ envelope }) => Buffer.from(canonical(envelope))),
      ],
    );
  }
}

const isInTime = (waiting: Said, target: Said): boolean =>
  Date.parse(target.acceptedAt) - Date.parse(waiting.acceptedAt) <= WAITING_MS;

function saidOf({ index, accepted_at, content_hash, envelope }: WaitingRow, directory: StatedDirectory): Said {
  const opened = latest(openEnvelope(envelope, Number(index)));
  return { index: Number(index), acceptedAt: accepted_at, contentHash: content_hash, envelope: opened, directory };
}
