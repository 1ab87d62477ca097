import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { PayloadTooLarge } from '@holdfast/contracts';
import { readBody } from '@holdfast/platform';
import type { Witness, WitnessAnswer } from './witness.js';

const MAX_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 256;
const CHECKPOINT = /^\/([0-9a-f]{64})\/checkpoint$/;

/** A witness over HTTP: `POST /add-checkpoint`, and `GET /<hash of the log's name>/checkpoint` for monitors. */
export function witnessServer(witness: Witness, say: (line: string) => void): Server {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('request', (request, response) => {
    answerTo(request, witness)
      .catch((error: unknown) => failureOf(error, say))
      .then((answer) => send(response, answer), say);
  });
  return server;
}

async function answerTo(request: IncomingMessage, witness: Witness): Promise<WitnessAnswer> {
  const { method, url = '' } = request;
  const [, hashOfOrigin] = CHECKPOINT.exec(url) ?? [];
  if (hashOfOrigin !== undefined) return method === 'GET' ? witness.checkpoint(hashOfOrigin) : notAllowed;
  if (url !== '/add-checkpoint') return { status: 404, body: 'There is /add-checkpoint and /<hash>/checkpoint\n' };
  if (method !== 'POST') return notAllowed;
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) throw new PayloadTooLarge('The body is too long');
  const text = textOf(await readBody(request, MAX_BYTES));
  return text === undefined ? { status: 400, body: 'The body is not UTF-8\n' } : witness.add(text);
}

const notAllowed: WitnessAnswer = { status: 405, body: 'This is not what is done here\n' };

function failureOf(error: unknown, say: (line: string) => void): WitnessAnswer {
  if (error instanceof PayloadTooLarge) return { status: 413, body: `There are at most ${MAX_BYTES} bytes\n` };
  const { code, name } = Object(error);
  say(`A request failed, and nothing was cosigned: ${String(code ?? name)}`);
  return { status: 500, body: 'The witness cannot keep what it cosigns\n' };
}

/** What was not read of a request is not worth reading: after a failure the connection ends. */
function send(response: ServerResponse, { status, body, type = 'text/plain; charset=utf-8' }: WitnessAnswer): void {
  if (status >= 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
