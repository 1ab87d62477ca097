/** How long a class is kept after acceptance (PostgreSQL intervals). The others end with a receipt or a case. */
export const PERIODS: ReadonlyMap<string, string> = new Map([
  ['R2', '1 year'],
  ['R3', '2 years'],
  ['R4', '3 years'],
  ['R6', '10 years'],
]);

/** What one run erases at most: the ledger records nothing meanwhile. */
export const RUN_LIMIT = 5_000;

/**
 * What is quarantined is kept as R3. Unless a legal duty forbids it; a flag is kept for a year beyond its validity at
 * least.
 */
const IS_OVER = `
  CASE WHEN accepted_at + $4::interval > $3::timestamptz THEN false
    WHEN message_id IS NULL THEN $2 = 'R3' ELSE (
    SELECT whole #>> '{handling,retention,class}' = $2
       AND whole #>> '{handling,retention,legalHold}' = 'false'
       AND (kind <> 'address-flag'
            OR coalesce((whole #>> '{body,validUntil}')::timestamptz + interval '1 year', '-infinity') <= $3)
      FROM (SELECT convert_from(envelope, 'UTF8')::jsonb AS whole) AS message) END`;

/**
 * The messages of a class ($2, kept for $4) whose time is over at $3, the oldest first; $1 names the kinds that are
 * kept for ever. A function of the record and these alone.
 */
export const overdue = (mayGo: string): string =>
  `SELECT index, message_id AS id, sender FROM body WHERE ${mayGo} AND ${IS_OVER} ORDER BY index LIMIT ${RUN_LIMIT}`;
