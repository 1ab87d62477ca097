import { kindOf, OrganisationV1, parse, readEnvelope, readJson, targetOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { afterEntry, audienceKeys, mayRead, partnerKey } from '@holdfast/policy';
import type { Interval, Verdict } from '@holdfast/policy';
import type { DataSource } from 'typeorm';
import { erasedAmong } from '../../../retention/message-mac.js';
import type { MessageMac } from '../../../retention/message-mac.js';

/** A recorded message at its place. */
export interface Placed {
  index: number;
  envelope: Envelope;
}

/** By message id: what messages are about, or that it was erased; what was never recorded is not in it. */
export type Targets = ReadonlyMap<string, Placed | 'erased'>;

/** A verdict of its own: whoever could read the erased message could read this one, and nobody knows any more. */
export const TARGET_ERASED = 'TARGET-ERASED';

const HELD = `
  SELECT entry.index, body.envelope FROM entry JOIN body ON body.index = entry.effect
   WHERE directory_key = $1 AND entry.index < $2 ORDER BY entry.index`;

/** When a partner held which audience key, as the record of this size has it. */
export async function intervalsOf(database: DataSource, partner: string, size: number): Promise<Interval[]> {
  const rows: { index: string; envelope: Buffer }[] = await database.query(HELD, [`organisation/${partner}`, size]);
  return rows.reduce<Interval[]>((intervals, { index, envelope }) => {
    const organisation = parse(OrganisationV1, readEnvelope(readJson(envelope)).body);
    return afterEntry(intervals, organisation, Number(index));
  }, []);
}

const RECORDED = `
  SELECT body.index, envelope FROM body JOIN entry ON entry.index = body.index
   WHERE message_id = ANY($1::uuid[]) AND status = 'recorded'`;

/** What these messages are about, and what that is about in turn. */
export async function targetsOf(
  database: DataSource,
  mac: MessageMac,
  messages: readonly Placed[],
): Promise<Map<string, Placed | 'erased'>> {
  const known = new Map<string, Placed | 'erased'>();
  const asked = new Set<string>();
  for (let wanted = idsIn(messages); wanted.length > 0;) {
    for (const id of wanted) asked.add(id);
    const rows: { index: string; envelope: Buffer }[] = await database.query(RECORDED, [wanted]);
    const found = rows.map(({ index, envelope }) => ({
      index: Number(index),
      envelope: readEnvelope(readJson(envelope)),
    }));
    for (const each of found) known.set(each.envelope.messageId, each);
    wanted = idsIn(found).filter((id) => !asked.has(id));
  }
  const unknown = [...asked].filter((id) => !known.has(id));
  const gone = await erasedAmong(await ofAnybody(database, unknown), mac, (sql, values) => database.query(sql, values));
  for (const id of gone.keys()) known.set(id, 'erased');
  return known;
}

/** Whose an erased message was is known only to who asks for it by its sender: each who ever took part is tried. */
async function ofAnybody(
  database: DataSource,
  ids: readonly string[],
): Promise<{ sender: string; messageId: string }[]> {
  if (ids.length === 0) return [];
  const senders: { sender: string }[] = await database.query(
    "SELECT DISTINCT split_part(directory_key, '/', 2) AS sender FROM entry WHERE directory_key LIKE 'organisation/%'",
  );
  return ids.flatMap((messageId) => senders.map(({ sender }) => ({ sender, messageId })));
}

const idsIn = (messages: readonly Placed[]): string[] => [
  ...new Set(messages.flatMap(({ envelope }) => targetOf(envelope) ?? [])),
];

/** Whether a partner was allowed to see a recorded message when it became visible, and by which rule. */
export function couldRead(partner: string, intervals: readonly Interval[], placed: Placed, targets: Targets): Verdict {
  const { index: position, envelope } = placed;
  const { sender } = envelope;
  const judge = (keys: readonly string[]) => mayRead(partner, intervals, { position, sender, keys });
  const keys = keysOf(placed, targets);
  if (keys !== undefined) return judge(keys);
  const own = judge([partnerKey(sender)]);
  const declared = judge(audienceKeys(envelope));
  return own.allowed || !declared.allowed ? own : { allowed: false, rule: TARGET_ERASED };
}

/**
 * The keys under which a message could be read: a gated one, and what is about one, is its sender's alone. Undefined
 * when what it is about was erased.
 */
function keysOf({ index, envelope }: Placed, targets: Targets): string[] | undefined {
  const own = [partnerKey(envelope.sender)];
  if (kindOf(envelope.kind, envelope.version)?.gated ?? true) return own;
  const id = targetOf(envelope);
  if (id === undefined) return audienceKeys(envelope);
  const target = targets.get(id);
  if (target === 'erased') return undefined;
  // A message is about what stands before it; what comes later was not known to its sender.
  if (!target || target.index >= index) return own;
  const shown = keysOf(target, targets);
  if (shown === undefined) return undefined;
  return shown.some((key) => key !== partnerKey(target.envelope.sender)) ? audienceKeys(envelope) : own;
}
