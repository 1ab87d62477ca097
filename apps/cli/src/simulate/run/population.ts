import { HubClient } from '../../client/hub-client.js';
import { settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import type { SimulatedExchange } from '../exchange/exchange.js';
import { behaviourAt } from '../world/behaviour.js';
import type { Behaviour } from '../world/behaviour.js';
import { walletsOf } from '../world/wallet.js';
import type { ExchangeKeys } from './found-exchanges.js';
import { RunningExchange } from './running-exchange.js';
import type { ExchangeEvent } from './running-exchange.js';

/** Which exchanges there are, and how they behave. */
export interface Population {
  ids: readonly string[];
  seed: string;
  behaviour?: Behaviour;
}

/** What an exchange is whoever runs it: its wallets follow from the seed, its behaviour from its place. */
export type Member = Omit<SimulatedExchange, 'officer'>;

/** The exchanges of a seed; what customers withdrew from one lies at the next. */
export function membersOf({ ids, seed, behaviour }: Population): Member[] {
  return ids.map((id, at) => ({
    id,
    behaviour: behaviour ?? behaviourAt(at),
    wallets: walletsOf(seed, id, ids[(at + 1) % ids.length] ?? id),
  }));
}

/** The exchanges with their keys, each as a client of the hub of its own. */
export function withKeys(
  members: readonly Member[],
  keys: readonly ExchangeKeys[],
  { options, report }: { options: CommonOptions; report: (event: ExchangeEvent) => void },
): RunningExchange[] {
  const { url } = settingsOf(options);
  return members.flatMap((member) => {
    const own = keys.find(({ id }) => id === member.id);
    if (!own) return [];
    const clients = {
      system: new HubClient(url, own.id, own.system),
      officer: new HubClient(url, own.id, own.officer),
    };
    return [new RunningExchange({ ...member, officer: own.officer.officer ?? '' }, clients, report)];
  });
}
