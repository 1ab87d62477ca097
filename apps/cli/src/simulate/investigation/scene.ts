import type { Address } from '@holdfast/contracts';
import type { Member } from '../run/population.js';
import { madeAddress, TRON } from '../world/made-address.js';
import { amountOn } from '../world/wallet.js';

/** The two exchanges of a scenario. */
export const [EXCHANGE_A, EXCHANGE_B] = ['sim-exchange-a', 'sim-exchange-b'] as const;

/** Where the money is when a scenario begins; every run has addresses of its own. */
export interface Scene {
  run: string;
  /** At A: the money went there first, and part of it has left for B. */
  first: Address;
  second: Address;
  /** Where a court sends what is seized. */
  vault: Address;
  members: Member[];
}

const usdt = (amount: bigint) => amountOn(TRON, amount * 1_000_000n);

/** What the victim lost. */
export const LOSS = usdt(48_250n);

/** What of it is not at A any more. */
export const MOVED_ON = usdt(16_350n);

/** Where everything lies in a run; the exchanges answer at once. */
export function sceneOf(run: string): Scene {
  const [first, second, vault] = ['first', 'second', 'vault'].map((name) => madeAddress(TRON, `${run}/${name}`));
  if (!first || !second || !vault) throw new TypeError('A scene has three addresses');
  const customer = { role: 'CUSTOMER_DEPOSIT' as const, customer: 'C-000001' };
  const a = { ...customer, address: first, balance: usdt(31_900n), onward: [second] };
  const b = { ...customer, address: second, balance: usdt(40_000n), onward: [] };
  const members: Member[] = [
    { id: EXCHANGE_A, behaviour: 'prompt', wallets: [a] },
    { id: EXCHANGE_B, behaviour: 'prompt', wallets: [b] },
  ];
  return { run, first, second, vault, members };
}

/** A hold of no more than `cap`, with the document to follow by `dueInMs`, or there already. */
export function freezeOf(
  cap: object,
  now: Date,
  { dueInMs, endsInMs }: { dueInMs?: number; endsInMs: number },
): object {
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return {
    scope: 'AMOUNT_LIMITED',
    cap,
    includeIncoming: true,
    blockTrading: false,
    expiresAt: at(endsInMs),
    ...(dueInMs === undefined ? {} : { legalDocumentDueAt: at(dueInMs) }),
  };
}
