import { table } from '../../output/table.js';
import type { RequestView } from './request-view.js';
import { nextDeadline, timeLeft } from './time-left.js';

const HEAD = ['request', 'type', 'priority', 'from', 'case', 'status', 'answered', 'next deadline', 'accepted'];

/** Requests as a table for people, in the order of the record. */
export function requestsTable(views: readonly RequestView[], now: Date): string {
  return table(
    HEAD,
    views.map((view) => row(view, now)),
  );
}

function row(view: RequestView, now: Date): string[] {
  const deadline = nextDeadline(view);
  return [
    view.requestId,
    view.requestType ?? view.kind,
    view.priority ?? '-',
    view.sender,
    view.caseNumber ?? '-',
    view.status,
    answeredText(view),
    deadline === undefined ? '-' : timeLeft(deadline, now),
    view.acceptedAt.slice(0, 19).replace('T', ' '),
  ];
}

/** How many of those that were asked said something. */
function answeredText({ lookup, legs }: RequestView): string {
  if (lookup) return `${lookup.asked - lookup.open - lookup.timedOut.length} of ${lookup.asked}`;
  const said = legs.filter(({ results }) => Object.keys(results).length > 0).length;
  return legs.length === 0 ? '-' : `${said} of ${legs.length}`;
}
