import { once } from 'node:events';
import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { Controller, Get, Module, Post, Req, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MessageRejected, Unauthorised, Unavailable } from '@holdfast/contracts';
import { HealthController, logger, readBody, Readiness, startService } from '@holdfast/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

const underWay = Promise.withResolvers<void>();
const goOn = Promise.withResolvers<void>();

@Controller()
class TestController {
  @Post('size')
  async size(@Req() { body }: FastifyRequest<{ Body: Readable }>): Promise<{ size: number }> {
    return { size: (await readBody(body, 1_000)).length };
  }

  @Get('refused')
  refused(): never {
    throw new MessageRejected([{ pointer: '/body', rule: 'type', message: 'must be an object' }]);
  }

  @Get('unauthorised')
  unauthorised(): never {
    throw new Unauthorised('Who?');
  }

  @Get('unavailable')
  unavailable(): never {
    throw new Unavailable('Not now', { retryAfterMs: 1_500 });
  }

  @Get('mistake')
  mistake(): never {
    throw new TypeError('secret');
  }

  @Get('broken')
  broken(@Res() reply: FastifyReply): never {
    reply.hijack().raw.writeHead(200, { 'content-length': 10 }).write('half');
    throw new TypeError('secret');
  }

  @Get('slow')
  async slow(): Promise<{ done: true }> {
    underWay.resolve();
    await goOn.promise;
    return { done: true };
  }

  @Get('endless')
  endless(@Res() reply: FastifyReply): void {
    reply.hijack().raw.writeHead(200).write('on and on');
  }
}

const lines: string[] = [];
const log = logger('test', 'info', { write: (line) => void lines.push(line) });
const readiness = new Readiness();

@Module({
  controllers: [TestController, HealthController],
  providers: [{ provide: Readiness, useValue: readiness }],
})
class TestModule {}

let app: NestFastifyApplication;
let url: string;
const get = (path: string) => fetch(`${url}${path}`);

beforeAll(async () => {
  app = await startService({ module: TestModule, host: '127.0.0.1', port: 0, log, drainMs: 2_000 });
  url = await app.getUrl();
});

it('is alive, measured, and ready while its conditions hold', async () => {
  expect((await get('/healthz')).status).toBe(200);
  expect(await (await get('/metrics')).text()).toContain('process_cpu_seconds_total');
  expect(await (await get('/readyz')).json()).toEqual({ ready: true, missing: [] });
  readiness.add('kafka', () => false);
  const answer = await get('/readyz');
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, missing: ['kafka'] }]);
});

it.each([
  ['/refused', 400, 'message.rejected'],
  ['/unauthorised', 401, 'auth.invalid'],
  ['/unavailable', 503, 'hub.unavailable'],
  ['/mistake', 500, 'internal'],
  ['/nowhere', 404, 'http.404'],
  ['/%zz', 400, 'http.400'],
])('answers %s with problem details', async (path, status, code) => {
  const answer = await get(path);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = await answer.json();
  expect([answer.status, problem]).toEqual([status, expect.objectContaining({ type: 'about:blank', status, code })]);
  expect(JSON.stringify(problem)).not.toContain('secret');
});

it('says how to come back', async () => {
  expect((await get('/unavailable')).headers.get('retry-after')).toBe('2');
  expect((await get('/unauthorised')).headers.get('www-authenticate')).toBe('Bearer');
});

it('cuts an answer that failed half-way, so that it never looks whole', async () => {
  const answer = await get('/broken');
  await expect(answer.text()).rejects.toThrow('terminated');
});

it('logs failures by code and place, never by their text', () => {
  expect(lines.some((line) => line.includes('TypeError'))).toBe(true);
  expect(lines.join('')).not.toContain('secret');
});

it('hands bodies of any media type on as streams', async () => {
  for (const type of ['application/json', 'application/x-ndjson', 'text/weird']) {
    const answer = await fetch(`${url}/size`, { method: 'POST', body: '{not json', headers: { 'content-type': type } });
    expect(await answer.json()).toEqual({ size: 9 });
  }
});

it('answers 413 to a client that is writing still', async () => {
  const upload = request(`${url}/size`, { method: 'POST', headers: { 'content-type': 'text/plain' } });
  upload.write(Buffer.alloc(2_000));
  const [answer] = await once(upload, 'response');
  expect(answer.statusCode).toBe(413);
  expect(await text(answer)).toContain('payload.too-large');
  upload.end(Buffer.alloc(2_000_000));
  await once(upload, 'close');
  const whole = await fetch(`${url}/size`, { method: 'POST', body: Buffer.alloc(5_000_000) });
  expect(whole.status).toBe(413);
});

it('finishes what is under way when it stops, and cuts what never ends', async () => {
  const [slow, endless] = [get('/slow'), await get('/endless')];
  await underWay.promise;
  const closed = app.close();
  while (app.getHttpServer().listening) await setImmediate();
  goOn.resolve();
  expect(await (await slow).json()).toEqual({ done: true });
  await expect(endless.text()).rejects.toThrow('terminated');
  await closed;
  await expect(get('/healthz')).rejects.toThrow('fetch failed');
});
