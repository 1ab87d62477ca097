import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Unavailable } from '@holdfast/contracts';
import type { InternalSigner } from '@holdfast/platform';

const ANSWER_TIMEOUT_MS = 10_000;
/** A stream is never silent for so long: its owner sends heartbeats. */
const SILENCE_MS = 60_000;

/** A call to another process on behalf of a partner. */
export interface Call {
  method: 'GET' | 'POST';
  path: string;
  partner: string;
  headers: Record<string, string | undefined>;
  body?: Buffer;
  /** How long the answer may be under way; absent: what every answer may. */
  patienceMs?: number;
  /** Ends the call, whatever came of it, when the client is gone or may not have it any more. */
  signal: AbortSignal;
}

/** The process that owns what is asked for. Answers come as they are written, nothing is kept. */
export class Upstream {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly signer: InternalSigner,
  ) {}

  /** Resolves with the head of the answer. Throws Unavailable when there is none. */
  async open(call: Call): Promise<IncomingMessage> {
    const token = await this.signer.sign(this.name, call.partner);
    const answer = await this.send(call, token);
    // The partner's own token was good, so this is between our processes and passes by itself.
    if (answer.statusCode !== 401) return answer;
    answer.destroy();
    throw this.unavailable(new Error('It refused the internal token'));
  }

  close(): void {
    this.agent.destroy();
  }

  private send({ method, path, headers, body, patienceMs, signal }: Call, token: string): Promise<IncomingMessage> {
    const passing = Object.entries(headers).filter(([, value]) => value !== undefined);
    const length = body ? { 'content-length': body.length } : {};
    const own = { ...Object.fromEntries(passing), ...length, authorization: `Bearer ${token}` };
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(path, this.url), { method, headers: own, agent: this.agent, signal });
      outgoing.setTimeout(patienceMs ?? ANSWER_TIMEOUT_MS, () => outgoing.destroy(new Error('No answer in time')));
      outgoing.once('error', (cause) => reject(this.unavailable(cause)));
      outgoing.once('response', (answer) => {
        outgoing.setTimeout(SILENCE_MS);
        resolve(answer);
      });
      outgoing.end(body);
    });
  }

  private unavailable(cause: Error): Unavailable {
    return new Unavailable(`The ${this.name} process does not answer`, { process: this.name }, { cause });
  }
}
