import type { Asked, SimulatedExchange } from './exchange.js';
import { walletOf } from './answer.js';
import type { TargetAnswer } from './answer.js';

/** Who controls the addresses that are asked about; who refuses says neither yes nor no. */
export function lookupAnswers(exchange: SimulatedExchange, { terms }: Asked): TargetAnswer[] {
  return terms.targets.map((target) => {
    const { targetId } = target;
    if (exchange.behaviour === 'refusing') return { targetId, outcome: 'CANNOT_CONFIRM', controls: 'CANNOT_CONFIRM' };
    const wallet = walletOf(exchange, target);
    if (!wallet) return { targetId, outcome: 'NOT_CONTROLLED', controls: 'NO' };
    const { role } = wallet;
    if (role === 'FORMER') return { targetId, outcome: 'FORMERLY_CONTROLLED', controls: 'NO', addressType: role };
    return { targetId, outcome: 'CONTROLLED', controls: 'YES', addressType: role };
  });
}
