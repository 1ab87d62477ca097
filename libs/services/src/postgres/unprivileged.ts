import { statSync } from 'node:fs';
import { ServiceMissing } from '../errors.js';
import { run, succeeds } from '../process/run.js';

/** How programs are run as somebody other than root, and the owner whose files they then take for their own. */
export interface OrdinaryUser {
  prefix: readonly string[];
  owner?: number;
}

/** A user namespace in which root appears as an ordinary user; files stay with root. */
const NAMESPACE = { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'], owner: 0 };

/**
 * Most containers forbid namespaces. There `nobody` keeps one right of root's, to enter folders of other owners: the
 * project may lie below one that is closed to everybody else. Without the securebit, access(2) would not count it.
 */
const NOBODY = {
  prefix: [
    'setpriv',
    '--reuid=65534',
    '--regid=65534',
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ],
  owner: 65_534,
};

/** PostgreSQL refuses to run as root: the first way that runs the program and reaches the folder. */
export async function asOrdinaryUser(program: string, folder: string): Promise<OrdinaryUser> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  for (const way of [NAMESPACE, NOBODY]) {
    const [command = '', ...args] = way.prefix;
    if (await succeeds(command, [...args, 'test', '-x', program, '-a', '-w', folder])) return way;
  }
  throw new ServiceMissing(
    'PostgreSQL does not run as root, and neither unshare nor setpriv can help here: ' +
      'start as an ordinary user, or set DATABASE_URL',
  );
}

/** Gives a folder to the user that is to work in it; another start may have left it to another one. */
export async function giveTo({ owner }: OrdinaryUser, folder: string): Promise<void> {
  if (owner === undefined || statSync(folder).uid === owner) return;
  await run('chown', ['-R', `${owner}:${owner}`, folder], 60_000);
}
