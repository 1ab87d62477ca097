import { succeeds } from '../process/run.js';

/**
 * PostgreSQL refuses to run as root. A user namespace in which root appears as an ordinary user satisfies it, without
 * another account, and files stay with their owner. Empty for everybody else.
 */
export async function asOrdinaryUser(): Promise<string[]> {
  if (process.getuid?.() !== 0) return [];
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  if (await succeeds('unshare', [...namespace.slice(1), 'true'])) return namespace;
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
}
