import { Forbidden, NotFound, parse, readEnvelope, readJson, ReplaySessionV1 } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';

/** Version of the rules by which a replay shows or leaves out; raised with every change of what they say. */
export const POLICY_VERSION = '1';

/** For whom a replay is made: what is left out besides what was not asked for. */
export interface Profile {
  /** For a court: nothing that may not be used there. */
  court: boolean;
  /** As this partner could have seen it. */
  partner?: string;
}

/** A replay that two operators agreed on: everything that its output depends on beside the record. */
export interface Terms {
  sessionId: string;
  session: ReplaySessionV1;
  profile: Profile;
  /** First and last index of the span. */
  from: number;
  to: number;
}

interface Row {
  asked: string;
  envelope: Buffer;
  effect: string | null;
}

const SESSION = `
  SELECT body.index AS asked, body.envelope, effective.index AS effect
    FROM body JOIN entry ON entry.index = body.index LEFT JOIN entry effective ON effective.effect = body.index
   WHERE body.message_id = $1 AND body.kind = 'replay-session' AND entry.status = 'recorded'`;

/** The terms of a session as the record has them. Throws NotFound, or Forbidden for one that may not be run. */
export async function termsOf(database: DataSource, sessionId: string): Promise<Terms> {
  const [row]: Row[] = await database.query(SESSION, [sessionId]);
  const session = row && parse(ReplaySessionV1, readEnvelope(readJson(row.envelope)).body);
  if (!session || session.sessionId !== undefined) throw new NotFound('No replay with this id was asked for');
  if (row.effect === null) throw refused('REPLAY-APPROVAL', 'Another operator has to approve this replay first');
  return { sessionId, session, ...agreed(session, Number(row.effect)) };
}

/** What two operators signed, held against what the record was when it took effect. */
export function agreed(session: ReplaySessionV1, effect: number): Pick<Terms, 'profile' | 'from' | 'to'> {
  const { policyVersion, logSize, redactionProfile } = session;
  if (policyVersion !== POLICY_VERSION) throw refused('REPLAY-POLICY', `The rules are those of ${POLICY_VERSION}`);
  if (logSize > effect) throw refused('REPLAY-SIZE', `The record had ${effect} entries when this took effect`);
  const profile = profileOf(redactionProfile);
  if (!profile) throw refused('REPLAY-PROFILE', 'Profiles are full, court, as-PARTNER and court-as-PARTNER');
  // An erased entry has lost its time, so a window alone would move with every erasure: its span is the whole record.
  const { from, to } = session.indexes ?? { from: 0, to: logSize - 1 };
  if (from >= logSize) throw refused('REPLAY-SIZE', `The record that is replayed ends before ${from}`);
  return { profile, from, to: Math.min(to, logSize - 1) };
}

/** `full`, `court`, `as-<partner>` or `court-as-<partner>`; undefined for any other name. */
export function profileOf(name: string): Profile | undefined {
  const [, whole, court, partner] = /^(?:(full|court)|(court-)?as-([-a-z0-9]+))$/.exec(name) ?? [];
  if (whole !== undefined) return { court: whole === 'court' };
  return partner === undefined ? undefined : { court: court !== undefined, partner };
}

/** A replay that may not be run, and by which rule. */
export const refused = (rule: string, message: string): Forbidden => new Forbidden(message, { rule });
