import { Forbidden, HUB } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../access/caller.js';
import { OpenStreams } from './open-streams.js';
import { passOn } from './pass-on.js';
import { Upstream } from './upstream.js';
import type { Call } from './upstream.js';

/** The processes behind the gateway. */
export class Upstreams {
  constructor(
    readonly ledger: Upstream,
    readonly delivery: Upstream,
    readonly desk: Upstream,
  ) {}
}

/** Hands requests to the process that owns the answer, and its answer back. */
@Injectable()
export class Forwarding {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly streams: OpenStreams,
  ) {}

  ledger(caller: Caller, call: Wish, reply: FastifyReply): Promise<void> {
    return this.forward(this.upstreams.ledger, caller, call, reply);
  }

  delivery(caller: Caller, call: Wish, reply: FastifyReply): Promise<void> {
    return this.forward(this.upstreams.delivery, caller, call, reply);
  }

  desk(caller: Caller, call: Wish, reply: FastifyReply): Promise<void> {
    return this.forward(this.upstreams.desk, caller, call, reply);
  }

  /** What only a person of the hub may ask. The ledger judges once more whether that person is an operator now. */
  async ledgerForOperator(
    caller: Caller,
    { method, path }: Pick<Wish, 'method' | 'path'>,
    reply: FastifyReply,
  ): Promise<void> {
    const { partner, officer } = caller;
    if (partner !== HUB || officer === undefined) {
      throw new Forbidden('This is for the operators of the hub', { rule: 'OPERATOR' });
    }
    await this.ledger(caller, { method, path, headers: { 'holdfast-officer': officer } }, reply);
  }

  /** What is nobody's secret, asked in the name of the hub; it ends with its client. */
  async ledgerForAnybody(wish: Wish, reply: FastifyReply): Promise<void> {
    const ending = new AbortController();
    reply.raw.once('close', () => ending.abort());
    await passOn(await this.upstreams.ledger.open({ ...wish, partner: HUB, signal: ending.signal }), reply);
  }

  /** The call ends with its client, with the caller's membership, or with the upstream, whichever is first. */
  private async forward(upstream: Upstream, caller: Caller, wish: Wish, reply: FastifyReply): Promise<void> {
    const ending = new AbortController();
    reply.raw.once('close', () => ending.abort());
    await this.streams.during(caller, ending, async () => {
      const answer = await upstream.open({ ...wish, partner: caller.partner, signal: ending.signal });
      await passOn(answer, reply);
    });
  }
}

/** What a client asked for, without who asked. */
export type Wish = Omit<Call, 'partner' | 'signal'>;
