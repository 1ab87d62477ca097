import { createReadStream, existsSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { messageIdOf, readJson } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';

/** A file of messages, one JSON object a line, or a single `.json` message. */
export interface MessageFile {
  path: string;
  bytes: number;
}

/** Throws CommandFailed when there is no such file. */
export function messageFile(path: string): MessageFile {
  if (path !== '-' && !existsSync(path)) throw new CommandFailed(`There is no file ${path}`);
  return { path, bytes: path === '-' ? 0 : statSync(path).size };
}

/** The file from after a line on, as bytes for the upload; tells how far the upload has come. */
export function bytesAfter(
  { path }: MessageFile,
  line: number,
  sent: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  const source = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 64 * 1024 });
  return Readable.toWeb(Readable.from(skipLines(source, line, sent))) as ReadableStream<Uint8Array>;
}

async function* skipLines(
  source: AsyncIterable<unknown>,
  lines: number,
  sent: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let left = lines;
  for await (const chunk of source) {
    let bytes = Buffer.from(chunk instanceof Uint8Array ? chunk : String(chunk));
    sent(bytes.length);
    for (; left > 0 && bytes.length > 0; left--) {
      const end = bytes.indexOf(0x0a);
      if (end < 0) {
        bytes = Buffer.alloc(0);
        break;
      }
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > 0) yield bytes;
  }
}

/** The ids that the file's messages have for this sender; a line that cannot be read has none and will be refused. */
export async function messageIdsIn({ path }: MessageFile, sender: string): Promise<string[]> {
  if (path === '-') return [];
  const ids: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const id = messageIdIn(line, sender);
    if (id !== undefined) ids.push(id);
  }
  return [...new Set(ids)];
}

function messageIdIn(line: string, sender: string): string | undefined {
  if (line.trim() === '') return undefined;
  try {
    const { kind, reference } = Object(readJson(line));
    return typeof kind === 'string' && typeof reference === 'string'
      ? messageIdOf({ sender, kind, reference })
      : undefined;
  } catch {
    return undefined;
  }
}
