import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HubRefused, HubUnreachable } from '../../client/hub-answer.js';

/** Reads a file below a log (`checkpoint`, `tile/0/000`); undefined where there is none. */
export type ReadFile = (path: string) => Promise<Buffer | undefined>;

const TIMEOUT_MS = 20_000;
/** A bundle has at most 256 entries of 64 KiB; nothing of a log is larger. */
const MOST_BYTES = 17 * 1024 * 1024;
const LONGEST_PAUSE_S = 60;

/** The files of a log as its hub serves them. Nothing that it says in words is passed on. */
export function hubFiles(url: string, token?: string): ReadFile {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return async function read(path): Promise<Buffer | undefined> {
    const at = `${url.replace(/\/$/, '')}/${path}`;
    const response = await reach(at, { headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { status } = response;
    if (status === 200) return bounded(response, at);
    await response.body?.cancel();
    if (status === 404) return undefined;
    const pause = Number(response.headers.get('retry-after') ?? 0);
    if (status !== 429 || !(pause >= 1 && pause <= LONGEST_PAUSE_S)) throw refused(status, at);
    await delay(pause * 1_000);
    return read(path);
  };
}

/** The files of a log as they were copied into a folder. */
export function folderFiles(folder: string): ReadFile {
  return async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if (Object(error).code === 'ENOENT' || Object(error).code === 'ENOTDIR') return undefined;
      throw error;
    }
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new HubUnreachable(`No answer from ${url}; is the address right and the hub running?`, {}, { cause });
  }
}

async function bounded({ body }: Response, url: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of body ?? []) {
      parts.push(part);
      length += part.length;
      if (length > MOST_BYTES) break;
    }
  } catch (cause) {
    throw new HubUnreachable(`The answer from ${url} broke off; try again`, {}, { cause });
  }
  if (length > MOST_BYTES) throw new HubRefused(200, { detail: `${url} is larger than anything of a log` });
  return Buffer.concat(parts);
}

function refused(status: number, url: string): HubRefused {
  const advice = status === 401 || status === 403 ? ': tiles are for members, give --token' : '';
  return new HubRefused(status, { detail: `${url} is not given out${advice}` });
}
