import { statSync } from 'node:fs';

/**
 * What a file holds, read now and again whenever another file has taken its place, so that a rotation needs no restart.
 * Throws as `read` does; later, where the new file is missing or damaged, what was read last goes on.
 */
export function reread<T>(path: string, read: (path: string) => T): () => T {
  let seen = versionOf(path);
  let value = read(path);
  return () => {
    const now = versionOf(path);
    if (now === seen) return value;
    try {
      value = read(path);
      seen = now;
    } catch {
      // A process that works does not stop for a file that somebody is still repairing; its next start tells of it.
    }
    return value;
  };
}

function versionOf(path: string): string {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file ? `${file.ino} ${file.mtimeNs} ${file.size} ${file.mode}` : '';
}
