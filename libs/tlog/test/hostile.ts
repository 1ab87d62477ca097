import { TlogMalformed } from '../src/malformed.js';

/** Whether a reader either reads its input or says that it is malformed; nothing else may come of it. */
export function refusedOrRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    return error instanceof TlogMalformed;
  }
}
