import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ServiceMissing } from '../errors.js';
import { rememberedPort } from '../process/free-port.js';
import { startGuarded } from '../process/guarded.js';
import { run } from '../process/run.js';
import { untilReady } from '../process/until-ready.js';
import type { PostgresService } from '../service.js';
import { postgresAnswers } from './answers.js';
import { postgresBinaries } from './binaries.js';
import { asOrdinaryUser } from './unprivileged.js';

const START_TIMEOUT_MS = 60_000;
const INIT_TIMEOUT_MS = 60_000;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: 200,
  max_wal_size: '2GB',
};

/** PostgreSQL 18 on loopback, with its data, password and port under `folder`; ends with this process. */
export async function startPostgres(folder: string): Promise<PostgresService> {
  const binaries = postgresBinaries();
  if (!binaries) throw new ServiceMissing('No PostgreSQL for this platform among the installed packages');
  const home = resolve(folder);
  mkdirSync(home, { recursive: true });
  const user = await asOrdinaryUser();
  const dataDir = join(home, 'data');
  if (!existsSync(dataDir)) await initialise(home, dataDir, [...user, join(binaries, 'initdb')]);

  const port = await rememberedPort(join(home, 'port'));
  const password = readFileSync(join(home, 'password'), 'utf8');
  const url = `postgres://holdfast:${password}@127.0.0.1:${port}/postgres`;
  const logFile = join(home, 'postgres.log');
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [...user, join(binaries, 'postgres'), '-D', dataDir, '-p', String(port), ...settings];
  const server = await startGuarded(command, { stopSignal: 'INT', logFile });
  await untilReady('PostgreSQL', () => postgresAnswers(url), {
    ended: server.ended,
    timeoutMs: START_TIMEOUT_MS,
    logFile,
  });
  return { url, source: 'embedded', ...server };
}

/** Into a temporary folder first: an interrupted start leaves no half database behind. */
async function initialise(home: string, dataDir: string, initdb: string[]): Promise<void> {
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const temporary = mkdtempSync(`${dataDir}-`);
  chmodSync(temporary, 0o700);
  const [command = 'initdb', ...args] = initdb;
  const options = ['-D', temporary, '-U', 'holdfast', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  await run(command, [...args, ...options, '-E', 'UTF8', '--locale=C', '--no-sync'], INIT_TIMEOUT_MS);
  renameSync(temporary, dataDir);
}
