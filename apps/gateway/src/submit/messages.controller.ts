import { BusUnavailable } from '@holdfast/bus';
import { problemOf, retryAfterSeconds } from '@holdfast/platform';
import { Controller, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf, chunksOf } from '../http/body.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { mediaTypeOf } from '../http/media-type.js';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { Submissions } from './submissions.js';
import { MAX_MESSAGE_BYTES } from './upload.js';
import type { UploadAnswer } from './upload-answer.js';

/** The door for messages. */
@Controller('v1/messages')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class MessagesController {
  constructor(private readonly submissions: Submissions) {}

  /** 202 means that all replicas hold what is called accepted; 503 says up to which line that is known. */
  @Post()
  async submit(@Calling() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const type = mediaTypeOf(request, 'application/json', 'application/x-ndjson');
    const answer =
      type === 'application/json'
        ? await this.submissions.one(caller, await bodyOf(request, MAX_MESSAGE_BYTES))
        : await this.submissions.many(caller, chunksOf(request));
    if (answer.stoppedAt === undefined) await reply.status(202).send(answer);
    else await sendStopped(reply, answer);
  }
}

async function sendStopped(reply: FastifyReply, answer: UploadAnswer): Promise<void> {
  const stopped = new BusUnavailable('Kafka did not confirm; send the lines after durableThrough again', { ...answer });
  const { status, ...problem } = problemOf(stopped);
  void reply.status(status).header('retry-after', retryAfterSeconds(stopped)).type('application/problem+json');
  await reply.send(JSON.stringify({ ...problem, status }));
}
