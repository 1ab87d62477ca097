import { setTimeout as delay } from 'node:timers/promises';
import { HubError } from '@holdfast/contracts';
import type { HubClient } from '../../client/hub-client.js';
import { Progress } from '../../output/progress.js';
import type { RequestView } from '../view/request-view.js';
import { requestNow } from './find-request.js';

const LOOK_AGAIN_MS = 200;

/** A lookup's legs end after 60 seconds; what is open after this will not be waited for. */
const PATIENCE_MS = 70_000;

/** What is known of lookups, in the order of their ids; undefined of what the desk does not know. */
type Views = (RequestView | undefined)[];

/** Waits until nobody owes anything in lookups, or something keeps them from going out; shows progress on stderr. */
export async function untilAnswered(client: HubClient, ids: readonly string[]): Promise<Views> {
  const progress = new Progress();
  const deadline = Date.now() + PATIENCE_MS;
  for (let views: Views = ids.map(() => undefined); ; await delay(LOOK_AGAIN_MS)) {
    views = await lookAgain(client, ids, views);
    const asked = views.map((view) => view?.lookup?.asked ?? 0);
    const open = views.map((view) => view?.lookup?.open ?? 0);
    progress.show('answered', sum(asked) - sum(open), Math.max(1, sum(asked)));
    if (!views.every(isSettled) && Date.now() <= deadline) continue;
    progress.end();
    return views;
  }
}

/** Asks once more for what is not settled, one after another; a hub that is busy is asked again later. */
async function lookAgain(client: HubClient, ids: readonly string[], before: Views): Promise<Views> {
  const views: Views = [];
  for (const [at, id] of ids.entries()) {
    const known = before[at];
    views.push(isSettled(known) ? known : ((await requestNow(client, id).catch(laterOn)) ?? known));
  }
  return views;
}

function laterOn(error: unknown): undefined {
  if (!(error instanceof HubError) || !error.retryable) throw error;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

const STOPPED = new Set(['RETURNED', 'HELD_BACK', 'WITHDRAWN']);

/** Whether waiting longer changes nothing: every leg has ended, or the request goes nowhere. */
export function isSettled(view: RequestView | undefined): boolean {
  if (!view) return false;
  return STOPPED.has(view.status) || (view.lookup !== undefined && view.lookup.asked > 0 && view.lookup.open === 0);
}
