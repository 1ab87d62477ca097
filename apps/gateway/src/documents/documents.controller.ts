import { NotFound } from '@holdfast/contracts';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { publishedDocuments } from './published.js';

const CACHED = 'public, max-age=300';

/** What this hub speaks, for machines: anybody may read it. */
@Controller()
export class DocumentsController {
  private readonly documents = publishedDocuments();

  @Get('openapi.json')
  openApi(@Res() reply: FastifyReply): Promise<void> {
    return this.send(reply, 'openapi.json', 'application/json');
  }

  @Get('asyncapi.json')
  asyncApi(@Res() reply: FastifyReply): Promise<void> {
    return this.send(reply, 'asyncapi.json', 'application/json');
  }

  @Get('schemas/:name')
  schema(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    return this.send(reply, `schemas/${name}`, 'application/schema+json');
  }

  private async send(reply: FastifyReply, path: string, type: string): Promise<void> {
    const text = this.documents.get(path);
    if (text === undefined) throw new NotFound('There is no such document');
    await reply.header('cache-control', CACHED).type(type).send(text);
  }
}
