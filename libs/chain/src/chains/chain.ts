import type { Reading, Unread } from '../verdict.js';

/** A chain: its CAIP-2 id and how it reads an address. */
export interface Chain {
  id: string;
  read: (text: string) => Reading | Unread;
}

export const isReading = (result: Reading | Unread): result is Reading => typeof result !== 'string';

/** The first reader that understands the text decides; a broken checksum says more than a wrong form. */
export function firstOf(...readers: Chain['read'][]): Chain['read'] {
  return (text) => {
    const results = readers.map((read) => read(text));
    return results.find(isReading) ?? results.find((result) => result === 'CHECKSUM') ?? 'MALFORMED';
  };
}
