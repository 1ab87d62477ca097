import { once } from 'node:events';
import { Client } from 'pg';

/** The lead over one consumer, held for as long as a database connection of its own lives. */
export interface Lead {
  /** Aborts when the connection is gone, and the lead with it. */
  lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Waits until this process leads. The lock belongs to a connection: when its process is killed, PostgreSQL sees the
 * connection close and gives the lock to the next in line at once.
 */
export async function takeLead(url: string, name: string, stop: AbortSignal): Promise<Lead | undefined> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: `holdfast-lead-${name}` });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  await client.connect();
  const stopped = once(stop, 'abort').then(() => false);
  const held = client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]).then(() => true);
  const closed = new Promise<boolean>((resolve) => lost.signal.addEventListener('abort', () => resolve(false)));
  if (!stop.aborted && (await Promise.race([held, stopped, closed]))) {
    return { lost: lost.signal, release: () => client.end() };
  }
  held.catch(endedWhileWaiting);
  // A query that waits for a lock holds up an orderly goodbye, so the socket is closed under it.
  client.connection.stream.destroy();
  return undefined;
}

function endedWhileWaiting(): void {}
