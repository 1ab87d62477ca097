import { Readable } from 'node:stream';
import { readBody } from '@holdfast/platform';
import { parseNote, printAddCheckpoint, TlogMalformed, verifiedBy } from '@holdfast/tlog';
import type { AddCheckpoint, NoteSignature } from '@holdfast/tlog';
import type { Witness } from './read-witnesses.js';

const MAX_BYTES = 64 * 1024;
const SIZE = /^(?:0|[1-9]\d{0,15})\n$/;

/** What a witness answers: its cosignature, the size it cosigned last, that the tree does not follow, or no use. */
export type WitnessReply =
  | { is: 'cosigned'; cosignature: NoteSignature }
  | { is: 'size'; size: number }
  | { is: 'inconsistent' }
  | { is: 'useless'; why: string };

/** Asks a witness for its cosignature (C2SP tlog-witness). Rejects when it cannot be reached in time. */
export async function postCheckpoint(
  { key, url }: Witness,
  asked: AddCheckpoint,
  signal: AbortSignal,
): Promise<WitnessReply> {
  const request = { method: 'POST', body: printAddCheckpoint(asked), redirect: 'error', signal } as const;
  const response = await fetch(`${url}/add-checkpoint`, request);
  const text = await textOf(response);
  const isSize = response.headers.get('content-type') === 'text/x.tlog.size' && SIZE.test(text);
  if (response.status === 409 && isSize) return { is: 'size', size: Number(text) };
  if (response.status === 422) return { is: 'inconsistent' };
  if (response.status !== 200) return { is: 'useless', why: `status ${response.status}` };
  const cosignature = cosignatureIn(asked.checkpoint + text, key);
  return cosignature ? { is: 'cosigned', cosignature } : { is: 'useless', why: 'no cosignature that holds' };
}

/** The bytes of an answer, bounded. */
export async function textOf({ body }: Response): Promise<string> {
  return body ? (await readBody(Readable.fromWeb(body), MAX_BYTES)).toString() : '';
}

/** What others add is passed over; what is said in the witness's name and does not hold counts for nothing. */
function cosignatureIn(cosigned: string, key: Witness['key']): NoteSignature | undefined {
  try {
    const note = parseNote(cosigned);
    const [word] = verifiedBy(note, [key]);
    if (!word?.seconds) return undefined;
    return note.signatures.find(({ name, keyId }) => name === key.name && keyId.equals(key.keyId));
  } catch (error) {
    if (error instanceof TlogMalformed) return undefined;
    throw error;
  }
}
