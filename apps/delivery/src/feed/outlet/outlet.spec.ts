import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Outlet } from './outlet.js';

const server = createServer();
const sockets: Socket[] = [];

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** A client that reads nothing until it is told to, and the outlet it is connected to. */
async function connected(limits: { drainTimeoutMs: number; heartbeatMs: number }) {
  const requested = once(server, 'request');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  sockets.push(socket);
  socket.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
  const [, response]: [unknown, ServerResponse] = (await requested) as [unknown, ServerResponse];
  return { socket, response, outlet: new Outlet(response, limits) };
}

async function textOf(socket: Socket, until: string): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.includes(until)) break;
  }
  return text;
}

const megabytes = Buffer.alloc(8 * 1024 * 1024, ' ');

it('begins with a retry hint and keeps a silent stream open with comments', async () => {
  const { socket } = await connected({ drainTimeoutMs: 1000, heartbeatMs: 10 });
  const text = await textOf(socket, ':\n\n');
  expect(text).toMatch(/content-type: text\/event-stream/);
  expect(text.indexOf('retry: 1000\n\n')).toBeGreaterThan(0);
});

it('waits for a reader that takes its data in time', async () => {
  const { socket, outlet } = await connected({ drainTimeoutMs: 60_000, heartbeatMs: 60_000 });
  const writing = outlet.write(megabytes);
  socket.resume();
  await writing;
  expect(outlet.signal.aborted).toBe(false);
  outlet.end();
});

it('cuts off a reader that does not', async () => {
  const { response, outlet } = await connected({ drainTimeoutMs: 50, heartbeatMs: 60_000 });
  await outlet.write(megabytes);
  expect([outlet.signal.aborted, response.destroyed]).toEqual([true, true]);
});

it('is over at once when the reader leaves, also while it waits for it', async () => {
  const { socket, outlet } = await connected({ drainTimeoutMs: 60_000, heartbeatMs: 60_000 });
  const writing = outlet.write(megabytes);
  socket.destroy();
  await writing;
  expect(outlet.signal.aborted).toBe(true);
});

it('gives what was written before it was ended', async () => {
  const { socket, outlet } = await connected({ drainTimeoutMs: 1000, heartbeatMs: 60_000 });
  await outlet.write(Buffer.from('id: 1\ndata: {}\n\n'));
  outlet.end();
  expect(await textOf(socket, '0\r\n\r\n')).toContain('id: 1\ndata: {}\n\n');
});
