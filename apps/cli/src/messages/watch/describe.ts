import { styleText } from 'node:util';
import type { FeedItem } from '../../client/feed.js';

const SHOWN = 4;

/** An item as one readable line: when, what, from whom, and what matters in it. */
export function describe({ position, acceptedAt, envelope: { kind, sender, body } }: FeedItem): string {
  const time = acceptedAt.slice(0, 19).replace('T', ' ');
  const head = `${styleText('dim', time)} ${String(position).padStart(6)}  ${styleText('cyan', kind.padEnd(20))} ${sender.padEnd(16)}`;
  return `${head} ${essence(kind, Object(body))}`;
}

function essence(kind: string, body: Record<string, unknown>): string {
  if (kind === 'address-flag') {
    const subject = Object(body.address).accountId ?? Object(body.tx).txHash ?? body.entity;
    return [
      subject,
      body.crimeCategory,
      body.role,
      body.requestedAction,
      `until ${String(body.validUntil).slice(0, 10)}`,
    ].join('  ');
  }
  if (kind === 'organisation') return [body.id, body.type, body.status].join('  ');
  if (typeof body.title === 'string') return body.title;
  const scalars = Object.values(body).filter((value) => typeof value === 'string' || typeof value === 'number');
  return scalars.slice(0, SHOWN).join('  ');
}
