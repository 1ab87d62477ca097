import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { messageFile } from '../../messages/submit/read-lines.js';

const PAGE = 10_000;
const HEADS = /^(address|account|account_?id|wallet)$/i;

/** An account as a file names it, and on which line, from 1. */
export interface NamedAccount {
  line: number;
  account: string;
}

/*
  file   = [head] 1*line               the head says address, account, account_id or wallet
  line   = account [ separator rest ]  an account stands in the first column, in quotes or without
*/
/** The accounts of a file as pages of what the hub takes at once; `read` is told how many bytes were read. */
export async function* accountsIn(path: string, read: (bytes: number) => void): AsyncGenerator<NamedAccount[]> {
  const { path: source } = messageFile(path);
  const input = source === '-' ? process.stdin : createReadStream(source);
  let [line, bytes] = [0, 0];
  let page: NamedAccount[] = [];
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++;
    read((bytes += Buffer.byteLength(text) + 1));
    const account = firstColumn(text);
    if (account === '' || (line === 1 && HEADS.test(account))) continue;
    page.push({ line, account });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** What stands in the first column of a line. */
export function firstColumn(line: string): string {
  const [, quoted, plain = ''] = /^\uFEFF?\s*(?:"([^"]*)"|([^,;\t]*))/.exec(line) ?? [];
  return (quoted ?? plain).trim();
}
