import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** What the proxy does to traffic: nothing, hold it for a while, or swallow answers and then cut. */
type Fault = 'none' | 'stall' | 'drop-answers';

/** A TCP proxy before the broker that cuts connections, swallows acknowledgements and stalls, when told to. */
export class FaultProxy {
  readonly #server = createServer((client) => this.#join(client));
  readonly #pairs = new Set<[Socket, Socket]>();
  #fault: Fault = 'none';

  constructor(private readonly target: number) {}

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Cuts every connection at once. */
  cut(): void {
    for (const [client, broker] of this.#pairs) {
      client.destroy();
      broker.destroy();
    }
  }

  /** From now on nothing passes, until `pass`. */
  stall(): void {
    this.#fault = 'stall';
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** The broker still receives, but what it answers is lost; the connection is cut with the first lost answer. */
  dropAnswers(): void {
    this.#fault = 'drop-answers';
  }

  pass(): void {
    this.#fault = 'none';
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket): void {
    const broker = connect(this.target, '127.0.0.1');
    const pair: [Socket, Socket] = [client, broker];
    this.#pairs.add(pair);
    client.on('data', (data) => broker.write(data));
    broker.on('data', (data) => (this.#fault === 'drop-answers' ? client.destroy() : client.write(data)));
    for (const [one, other] of [pair, pair.toReversed()]) {
      one?.on('error', () => other?.destroy());
      one?.on('close', () => {
        other?.destroy();
        this.#pairs.delete(pair);
      });
    }
    if (this.#fault === 'stall') for (const socket of pair) socket.pause();
  }
}
