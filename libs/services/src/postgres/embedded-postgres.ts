import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ServiceMissing } from '../errors.js';
import { rememberedPort } from '../process/free-port.js';
import type { ChoosePort } from '../process/free-port.js';
import { startGuarded } from '../process/guarded.js';
import { untilUnused } from '../process/in-use.js';
import { run } from '../process/run.js';
import { untilBound } from '../process/until-bound.js';
import { untilReady } from '../process/until-ready.js';
import type { PostgresService } from '../service.js';
import { postgresAnswers } from './answers.js';
import { postgresBinaries } from './binaries.js';
import { keptPassword } from './password.js';
import { asOrdinaryUser, giveTo } from './unprivileged.js';
import type { OrdinaryUser } from './unprivileged.js';

const START_TIMEOUT_MS = 120_000;
const INIT_TIMEOUT_MS = 120_000;
/** Order by code point and Unicode's letters, the same on every platform. */
const LOCALE = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: 200,
  max_wal_size: '2GB',
};

/**
 * PostgreSQL 18 on loopback, with its data, password and port under `folder`; ends with this process. A `throwaway` is
 * created faster and may be lost with the power; its transactions are as durable as any.
 */
export async function startPostgres(
  folder: string,
  { throwaway = false, choosePort = rememberedPort }: { throwaway?: boolean; choosePort?: ChoosePort } = {},
): Promise<PostgresService> {
  const binaries = postgresBinaries();
  if (!binaries) throw new ServiceMissing('No PostgreSQL for this platform among the installed packages');
  const home = resolve(folder);
  mkdirSync(home, { recursive: true });
  const inUse = await untilUnused(home);
  const user = await asOrdinaryUser(join(binaries, 'postgres'), home);
  const dataDir = join(home, 'data');
  const password = keptPassword(join(home, 'password'));
  if (!existsSync(dataDir)) await initialise(dataDir, { home, binaries, user, throwaway });
  await giveTo(user, dataDir);

  const logFile = join(home, 'postgres.log');
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = [...user.prefix, join(binaries, 'postgres'), '-D', dataDir, ...settings];
  return untilBound(async () => {
    const port = await choosePort(join(home, 'port'));
    const url = `postgres://holdfast:${password}@127.0.0.1:${port}/postgres`;
    const server = await startGuarded([...program, '-p', String(port)], { stopSignal: 'INT', logFile, inUse });
    await untilReady('PostgreSQL', () => postgresAnswers(url), { server, timeoutMs: START_TIMEOUT_MS, logFile });
    return { url, source: 'embedded', ...server };
  });
}

/** Into a temporary folder first: an interrupted start leaves no half database behind. */
async function initialise(
  dataDir: string,
  { home, binaries, user, throwaway }: { home: string; binaries: string; user: OrdinaryUser; throwaway: boolean },
): Promise<void> {
  const temporary = `${dataDir}.new`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { mode: 0o700 });
  await giveTo(user, temporary);
  const [command = '', ...args] = [...user.prefix, join(binaries, 'initdb'), '-D', temporary, '-U', 'holdfast'];
  const access = ['-A', 'scram-sha-256', `--pwfile=${join(home, 'password')}`];
  await run(command, [...args, ...access, ...LOCALE, ...(throwaway ? ['--no-sync'] : [])], INIT_TIMEOUT_MS);
  renameSync(temporary, dataDir);
}
