import { check, Text } from '@holdfast/contracts';

/** Where a stream begins. */
export class FeedQuery {
  @Text({ max: 16, pattern: /^(now|-1|0|[1-9][0-9]{0,14})$/, about: 'A position, -1 for the beginning, or now.' })
  after = 'now';
}

/** The position after which a stream begins, undefined for now. The last event outweighs what was asked at first. */
export function startOf(query: object, lastEventId: string | undefined): number | undefined {
  const { after } = check(FeedQuery, lastEventId === undefined ? query : { ...query, after: lastEventId });
  return after === 'now' ? undefined : Number(after);
}
