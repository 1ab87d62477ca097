import { printVerifierKey } from '@holdfast/tlog';
import type { Checkpoint, VerifierKey } from '@holdfast/tlog';

const CLOSED = 'holdfast/closed ';

/** The line by which a log says that this checkpoint is its last, and who goes on. */
export const closedLine = (successor: VerifierKey): string => `${CLOSED}${printVerifierKey(successor)}`;

/** Whether a log has signed its end. */
export const isClosing = ({ extensions }: Pick<Checkpoint, 'extensions'>): boolean =>
  extensions.some((line) => line.startsWith(CLOSED));
