import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { hubFiles } from './log-files.js';
import { inOrder } from './in-order.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];

/** A hub that answers as it is told; returns the address of its log. */
async function serving(answer: Answer): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${Object(server.address()).port}/ledger/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

it('reads below the address with the token, and nothing where there is nothing', async () => {
  const url = await serving(({ url: path, headers }, response) => {
    response.statusCode = path === '/ledger/gone' ? 404 : 200;
    response.end(`${path} ${headers.authorization}`);
  });
  expect(String(await hubFiles(url, 'abc')('tile/0/000'))).toBe('/ledger/tile/0/000 Bearer abc');
  expect(await hubFiles(url)('gone')).toBeUndefined();
});

it('comes back when it is told to, and not otherwise', async () => {
  let asked = 0;
  const url = await serving((_, response) => {
    response.writeHead(++asked === 1 ? 429 : 200, { 'retry-after': '1' }).end('here');
  });
  expect(String(await hubFiles(url)('checkpoint'))).toBe('here');
  const never = await serving((_, response) => void response.writeHead(429).end());
  await expect(hubFiles(never)('checkpoint')).rejects.toMatchObject({ retryable: true });
});

it.each([
  [401, /give --token/],
  [500, /not given out/],
])('says what is wrong with an answer of %i in its own words', async (status, words) => {
  const url = await serving((_, response) => void response.writeHead(status).end('{"detail":"trust me"}'));
  const failure: unknown = await hubFiles(url)('checkpoint').catch((error: unknown) => error);
  expect(String(failure)).toMatch(words);
  expect(String(failure)).not.toContain('trust me');
});

it('follows no redirect, and takes no more than a log can hold', async () => {
  const away = await serving(({ url }, response) => {
    response.writeHead(url === '/elsewhere' ? 200 : 302, { location: '/elsewhere' }).end();
  });
  await expect(hubFiles(away)('checkpoint')).rejects.toThrow('No answer');
  const endless = await serving((_, response) => {
    const more = () => void response.write(Buffer.alloc(1_000_000), more);
    more();
  });
  await expect(hubFiles(endless)('checkpoint')).rejects.toThrow('larger than anything');
});

it('reads ahead, never more than eight at once, and gives all in their order', async () => {
  let [open, most] = [0, 0];
  const read = async (at: number) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => void setImmediate(resolve));
    open--;
    return at;
  };
  const got: number[] = [];
  for await (const at of inOrder(100, read)) got.push(at);
  expect(got).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(most).toBe(8);
});
