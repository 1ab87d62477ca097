import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { ReplaySessionV1 } from './replay-session.v1.js';

export const replaySession = kind({
  name: 'replay-session',
  version: 1,
  plural: 'replay-sessions',
  about: 'An operator asks for a replay that a second one approves, and says later what it gave.',
  body: ReplaySessionV1,
  publishers: HUB_ITSELF,
  officers: () => 1,
  roles: ['OPERATOR'],
  paired: true,
  gated: false,
  rules: ({ body }) => [
    ...spanFaults(body),
    ...orderFaults(body),
    ...filterFaults(body.filter),
    ...resultFaults(body),
    ...countFaults(body.result),
  ],
});

function spanFaults({ window, indexes }: ReplaySessionV1): Fault[] {
  if ((window === undefined) !== (indexes === undefined)) return [];
  return [{ pointer: '/body/window', rule: 'replay-span', message: 'give either a window or indexes' }];
}

function orderFaults({ window, indexes }: ReplaySessionV1): Fault[] {
  const faults: Fault[] = [];
  if (window && window.to <= window.from) {
    faults.push({ pointer: '/body/window/to', rule: 'replay-order', message: 'must be after from' });
  }
  if (indexes && indexes.to < indexes.from) {
    faults.push({ pointer: '/body/indexes/to', rule: 'replay-order', message: 'must not be below from' });
  }
  return faults;
}

function filterFaults(filter: ReplaySessionV1['filter']): Fault[] {
  if (filter === undefined || Object.keys(filter).length > 0) return [];
  return [{ pointer: '/body/filter', rule: 'replay-filter', message: 'names nothing; remove it to replay all' }];
}

/** What a replay gave is said of the session that was asked for, and only of one. */
function resultFaults({ sessionId, result }: ReplaySessionV1): Fault[] {
  if ((sessionId === undefined) === (result === undefined)) return [];
  return [{ pointer: '/body/result', rule: 'replay-result', message: 'goes with sessionId: give both or neither' }];
}

function countFaults(result: ReplaySessionV1['result']): Fault[] {
  if (!result || result.deliveredCount <= result.expectedCount) return [];
  const message = 'must not be over expectedCount';
  return [{ pointer: '/body/result/deliveredCount', rule: 'replay-count', message }];
}
