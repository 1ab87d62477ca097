import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageIdOf } from '@holdfast/contracts';
import { newKey } from '@holdfast/platform';
import { freePort, startServices } from '@holdfast/services';
import { decodeJwt, importJWK, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { flag } from './example.js';
import { flood } from './flood.js';
import { jsonOf, RunningGateway } from './running-gateway.js';

let home: string;
let services: Awaited<ReturnType<typeof startServices>>;
let gateway: RunningGateway;
let token: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  services = await startServices({ home, tests: true, environment: {} });
  const { kafka, postgres } = services;
  const port = await freePort();
  gateway = await RunningGateway.start({ home, port, brokers: kafka.brokers, databaseUrl: postgres.url });

  await gateway.organisation('acme');
  await gateway.organisation('court', { type: 'COURT' });
  await gateway.organisation('hub', {});
  token = await gateway.token('acme');
}, 300_000);

afterAll(async () => {
  await gateway.stop();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

function post(body: string | Buffer, headers: Record<string, string> = {}, as = token): Promise<Response> {
  return fetch(`${gateway.config.issuer}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}
const ndjson = { 'content-type': 'application/x-ndjson' };
const json = (reference: string) => JSON.stringify(flag(reference));

describe('what is accepted', () => {
  it('is published whole, under the id that sender, kind and reference give', async () => {
    const response = await post(json('one'));
    const messageId = messageIdOf({ sender: 'acme', kind: 'address-flag', reference: 'one' });
    expect([response.status, await response.json()]).toEqual([
      202,
      { accepted: 1, refused: 0, refusals: [], messageIds: [messageId], durableThrough: 1 },
    ]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('may be a line among others that are refused with line, pointer and rule', async () => {
    const twice = '{"kind":"address-flag","kind":"address-flag"}';
    const response = await post([json('a'), '', '{', json('b'), twice, ''].join('\n'), ndjson);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      accepted: 2,
      refused: 2,
      refusals: [
        { line: 3, pointer: '', rule: 'json' },
        { line: 5, pointer: '/kind', rule: 'duplicate-key' },
      ],
      durableThrough: 5,
    });
  });

  it('may follow a line of 10 MB, which is refused', async () => {
    const response = await post(`${'x'.repeat(10_000_000)}\n${json('after')}`, ndjson);
    expect(await response.json()).toMatchObject({ accepted: 1, refusals: [{ line: 1, rule: 'line-length' }] });
  });
});

const cases: [string, string | Buffer, number, string, string[]][] = [
  ['something that is not JSON', '{"kind":', 400, 'message.rejected', ['json']],
  ['nothing at all', '', 400, 'message.rejected', ['json']],
  ['null', 'null', 400, 'message.rejected', ['type']],
  ['a list', '[]', 400, 'message.rejected', ['type']],
  [
    'a field of the wrong type',
    json('x').replace('"confidence":70', '"confidence":"70"'),
    400,
    'message.rejected',
    ['type'],
  ],
  [
    'an unknown property',
    json('x').replace('"confidence"', '"extra":1,"confidence"'),
    400,
    'message.rejected',
    ['additionalProperties'],
  ],
  ['null for a value', json('x').replace('"confidence":70', '"confidence":null'), 400, 'message.rejected', ['type']],
  ['a number beyond 2^53', json('x').replace(':70', ':9007199254740993'), 400, 'message.rejected', ['number']],
  [
    'a key that occurs twice',
    json('x').replace('"confidence":70', '"confidence":70,"confidence":71'),
    400,
    'message.rejected',
    ['duplicate-key'],
  ],
  ['nesting of 200 levels', '['.repeat(200) + ']'.repeat(200), 400, 'message.rejected', ['depth']],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from('{"kind":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    400,
    'message.rejected',
    ['utf-8'],
  ],
  ["another partner's message", JSON.stringify({ ...flag('x'), sender: 'bank' }), 400, 'message.rejected', ['sender']],
  [
    'a message that says where it was converted from',
    JSON.stringify({ ...flag('x'), source: {} }),
    400,
    'message.rejected',
    ['hub-only'],
  ],
  ['an unknown kind', JSON.stringify({ ...flag('x'), kind: 'no-kind' }), 400, 'message.rejected', ['kind']],
  ['10 MB', Buffer.alloc(10_000_000, ' '), 413, 'payload.too-large', []],
];

describe('what is refused changes nothing', () => {
  it.each(cases)('refuses %s', async (_, body, status, code, rules) => {
    const before = await gateway.ends();
    const response = await post(body);
    const problem = await jsonOf(response);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([response.status, problem.status, problem.code]).toEqual([status, status, code]);
    expect((problem.faults ?? []).map(({ rule }: { rule: string }) => rule)).toEqual(expect.arrayContaining(rules));
    expect(await gateway.ends()).toEqual(before);
  });

  it.each<[string, Record<string, string>]>([
    ['another media type', { 'content-type': 'text/csv' }],
    ['compression', { 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_, headers) => {
    const response = await post(json('x'), headers);
    expect([response.status, (await jsonOf(response)).code]).toEqual([415, 'media-type.unsupported']);
  });

  it('refuses a kind that policy does not let this organisation publish', async () => {
    const court = await gateway.token('court');
    const response = await post(json('x'), {}, court);
    expect(await response.json()).toMatchObject({ status: 400, faults: [{ pointer: '', rule: 'PUBLISHER-KIND' }] });
  });

  it('takes nothing from an upload that breaks off but whole lines that were published', async () => {
    const before = await gateway.ends();
    const broken = new AbortController();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from(json('half').slice(0, -1))),
    });
    const headers = { ...ndjson, authorization: `Bearer ${token}` };
    const init = { method: 'POST', headers, body, duplex: 'half' as const, signal: broken.signal };
    const upload = fetch(`${gateway.config.issuer}/v1/messages`, init);
    await untilUploads(1);
    broken.abort();
    await expect(upload).rejects.toThrow(/abort/);
    await untilUploads(0);
    expect(await gateway.ends()).toEqual(before);
  });
});

/** Waits until so many uploads are under way. */
async function untilUploads(count: number): Promise<void> {
  const metrics = await (await fetch(`${gateway.config.issuer}/metrics`)).text();
  if (!metrics.includes(`\nholdfast_gateway_uploads_open ${count}\n`)) await untilUploads(count);
}

const now = () => Math.floor(Date.now() / 1000);

describe('tokens', () => {
  it('are given once for an assertion', async () => {
    const assertion = await gateway.assertion('acme');
    const first = await gateway.tokenFor(assertion, { client_id: 'acme' });
    expect(await first.json()).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
    expect(first.headers.get('cache-control')).toBe('no-store');
    const second = await gateway.tokenFor(assertion);
    expect([second.status, await second.json()]).toEqual([
      401,
      { error: 'invalid_client', error_description: expect.stringMatching(/used before/) },
    ]);
  });

  it.each<[string, JWTPayload, RegExp]>([
    ['an expired assertion', { exp: 1 }, /expired/],
    ['one from the future', { iat: 4e9 }, /iat/],
    ['one for another audience', { aud: 'https://other.example' }, /aud/],
    ['one that lives too long', { exp: 4e9 }, /exp/],
  ])('are refused for %s', async (_, wrong, description) => {
    const response = await gateway.tokenFor(await gateway.assertion('acme', wrong));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: 'invalid_client',
      error_description: expect.stringMatching(description),
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ client_assertion_type: 'x' }, 'invalid_request'],
    [{ client_assertion: '' }, 'invalid_request'],
  ])('are refused for a request with %j', async (fields, error) => {
    const response = await gateway.tokenFor('x', fields);
    expect([response.status, (await jsonOf(response)).error]).toEqual([400, error]);
  });

  it('can be verified with the published key', async () => {
    const { issuer } = gateway.config;
    const metadata = await jsonOf(await fetch(`${issuer}/.well-known/oauth-authorization-server`));
    expect(metadata).toMatchObject({ issuer, token_endpoint: `${issuer}/oauth/token` });
    const { keys } = await jsonOf(await fetch(metadata.jwks_uri));
    expect(keys).toEqual([expect.objectContaining({ kid: 'gateway-1', crv: 'Ed25519' })]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it.each<[string, () => JWTPayload, string?]>([
    ['expired', () => ({ iat: now() - 400, exp: now() - 100 })],
    ['from the future', () => ({ iat: now() + 100, exp: now() + 400 })],
    ['for another audience', () => ({ aud: 'https://other.example' })],
    ['from another issuer', () => ({ iss: 'https://other.example' })],
    ['of another type', () => ({}), 'JWT'],
    ['of an unknown partner', () => ({ sub: 'nobody' })],
    ['for a key that its client does not have', () => ({ client_kid: 'old' })],
  ])('do not open the door when they are %s', async (_, wrong, typ = 'at+jwt') => {
    const before = await gateway.ends();
    const key = gateway.keys.get('gateway') ?? newKey('none');
    const forged = await new SignJWT({ ...decodeJwt(token), ...wrong() })
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ })
      .sign(await importJWK(key.jwk, 'EdDSA'));
    const response = await post(json('x'), {}, forged);
    expect([response.status, (await jsonOf(response)).code]).toEqual([401, 'auth.invalid']);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await gateway.ends()).toEqual(before);
  });

  it('do not open the door when they are altered or missing', async () => {
    for (const wrong of [`${token.slice(0, -4)}AAAA`, 'x', '']) {
      expect((await post(json('x'), {}, wrong)).status).toBe(401);
    }
  });

  it('end with the membership', async () => {
    await gateway.organisation('brief');
    const brief = await gateway.token('brief');
    expect((await post(json('in'), {}, brief)).status).toBe(202);
    await gateway.organisation('brief', { status: 'SUSPENDED' });
    await gateway.organisation('after-brief');
    await gateway.token('after-brief');
    expect((await post(json('out'), {}, brief)).status).toBe(401);
    expect((await gateway.tokenFor(await gateway.assertion('brief'))).status).toBe(401);
  });
});

it('is ready, and counts what it did', async () => {
  expect((await fetch(`${gateway.config.issuer}/readyz`)).status).toBe(200);
  const metrics = await (await fetch(`${gateway.config.issuer}/metrics`)).text();
  expect(metrics).toMatch(/holdfast_gateway_accepted_messages_total\{topic="holdfast.address-flags"\} [1-9]/);
  expect(metrics).toMatch(/holdfast_gateway_refused_messages_total\{kind="address-flag",rule="PUBLISHER-KIND"\} [1-9]/);
});

it('limits requests for tokens by where they come from, before it looks at them', async () => {
  const { letIn, limited, seconds } = await flood(() => gateway.tokenFor('x'));
  expect(limited.length).toBeGreaterThan(0);
  // A hundred at once, and what twenty a second refilled.
  expect(letIn.length).toBeLessThanOrEqual(100 + 20 * seconds);
  expect(limited.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true);
});
