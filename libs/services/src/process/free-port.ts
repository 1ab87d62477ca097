import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: no client can take the port of a server that restarts. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
const anyPort = () => randomInt(FIRST_PORT, LAST_PORT);

/** A port on loopback that is free now: the wanted one, or any. */
export async function freePort(wanted = anyPort()): Promise<number> {
  const server = createServer();
  server.listen({ port: wanted, host: '127.0.0.1', exclusive: true });
  const [listening] = await Promise.allSettled([once(server, 'listening')]);
  if (listening.status === 'rejected') return freePort();
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : wanted;
}

/** How a server chooses its port, and remembers it in a file. */
export type ChoosePort = (file: string) => Promise<number>;

/**
 * The port that this file remembers if it is free, else a new one, remembered: clients find a restarted server again.
 */
export async function rememberedPort(file: string): Promise<number> {
  const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = await freePort(Number.isInteger(before) && before > 0 && before < 65_536 ? before : anyPort());
  writeFileSync(file, String(port));
  return port;
}
