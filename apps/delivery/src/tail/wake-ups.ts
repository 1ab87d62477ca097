import { codeOf } from '@holdfast/bus';
import type { BusLog } from '@holdfast/bus';
import { Client } from 'pg';
import { WAKE_CHANNEL } from '../fold/wake-channel.js';
import type { Tail } from './tail.js';

const CHECK_MS = 2000;

/** Has the tail read as soon as a fold commits, in whichever process that was. */
export class WakeUps {
  private listener: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly databaseUrl: string,
    private readonly tail: Tail,
    private readonly log: BusLog,
  ) {}

  async start(): Promise<void> {
    this.round = this.attempt(() => this.listenAndRead());
    await this.round;
    // A connection can die without a word; reading now and then keeps what is promised within seconds even so.
    this.timer = setTimeout(() => void this.start(), CHECK_MS);
  }

  async stop(): Promise<void> {
    await this.round;
    clearTimeout(this.timer);
    await this.listener?.end();
  }

  /** In this order a commit in between is seen by one of the two. */
  private async listenAndRead(): Promise<void> {
    this.listener ??= await this.listen();
    await this.tail.refresh();
  }

  private async listen(): Promise<Client> {
    const client = new Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: CHECK_MS,
      application_name: 'holdfast-delivery-listen',
    });
    client.on('notification', () => void this.attempt(() => this.tail.refresh()));
    client.on('error', (error) => this.report(error));
    client.on('end', () => (this.listener = undefined));
    await client.connect();
    await client.query(`LISTEN ${WAKE_CHANNEL}`);
    return client;
  }

  /** The next wake-up or the next check tries again; until then readers wait. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.report(error);
    }
  }

  private report(error: unknown): void {
    this.log('warn', `the newest items cannot be read: ${codeOf(error)}`);
  }
}
