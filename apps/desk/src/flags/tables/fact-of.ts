import { AddressFlagV1, FlagAssessmentV1, FlagHitV1, HOLDERS, HUB, parse, RevocationV1 } from '@holdfast/contracts';
import { audienceKeys, keysOf } from '@holdfast/policy';
import type { Said } from '../../fold/said.js';
import type { FlagFact, HitFact, Terms } from '../state/flag-fact.js';
import { lookupKey } from '../state/lookup-key.js';

/** A fact and what it is about. */
export interface Filed {
  /** The message that it names: the first version of a flag, or a later one. */
  about: string;
  /** Of a later version: its own id, by which it may be named. */
  messageId?: string;
  type: 'first' | 'version' | 'assessment' | 'revocation' | 'hit';
  /** Of facts that say the same of the same flag the first counts. */
  key: string;
  fact: FlagFact | HitFact;
}

/** What a recorded message says of a flag, if it says something. */
export function factOf(said: Said): Filed | undefined {
  return READERS[said.envelope.kind]?.(said);
}

const HOLDING: readonly string[] = HOLDERS;

const READERS: Readonly<Record<string, (said: Said) => Filed>> = {
  'address-flag': (said) => {
    const { messageId, sender, body } = said.envelope;
    const flag = parse(AddressFlagV1, body);
    const fact = { type: 'version', ...stated(said), version: flag.version, terms: termsOf(said, flag) } as const;
    if (flag.flagId === undefined) return { about: messageId, type: 'first', key: '', fact };
    return { about: flag.flagId, messageId, type: 'version', key: `${flag.version} ${sender}`, fact };
  },
  'flag-assessment': (said) => {
    const { sender, body } = said.envelope;
    const { flagId, version, verdict } = parse(FlagAssessmentV1, body);
    const holder = HOLDING.includes(said.directory.organisation(sender)?.type ?? '');
    const fact = { type: 'assessment', ...stated(said), version, verdict, holder, keys: keysHeld(said) } as const;
    return { about: flagId, type: 'assessment', key: `${version} ${verdict} ${sender}`, fact };
  },
  'flag-hit': (said) => {
    const { messageId, body } = said.envelope;
    const { flagId, hitId = messageId } = parse(FlagHitV1, body);
    const fact = { type: 'hit', ...stated(said), hit: hitId, keys: keysHeld(said) } as const;
    return { about: flagId, type: 'hit', key: messageId, fact };
  },
  revocation: (said) => {
    const { sender, body } = said.envelope;
    const { targetMessageId, action, reason } = parse(RevocationV1, body);
    const byCourt = sender === HUB && reason === 'COURT_ORDER';
    const fact = { type: 'revocation', ...stated(said), action, byCourt } as const;
    return { about: targetMessageId, type: 'revocation', key: `${byCourt ? 'court' : sender}`, fact };
  },
};

/** What the sender could read when it said so. */
function keysHeld({ directory, envelope }: Said): string[] {
  const organisation = directory.organisation(envelope.sender);
  return organisation ? keysOf(organisation) : [];
}

const stated = ({ index, acceptedAt, envelope: { sender } }: Said) => ({ index, at: acceptedAt, sender });

function termsOf({ envelope }: Said, flag: AddressFlagV1): Terms {
  const { address, standingInstruction, evidence, propagation } = flag;
  const { mode, maxHops, minShareBps } = propagation;
  return {
    status: flag.status,
    subjectType: flag.subjectType,
    ...(address === undefined ? {} : { account: lookupKey(address.accountId) }),
    ...(address?.memo === undefined ? {} : { memo: address.memo }),
    role: flag.role,
    crimeCategory: flag.crimeCategory,
    confidence: flag.confidence,
    sourceReliability: flag.sourceReliability,
    infoAccuracy: flag.infoAccuracy,
    validFrom: flag.validFrom,
    validUntil: flag.validUntil,
    requestedAction: flag.requestedAction,
    propagation: { mode, maxHops, minShareBps },
    ...(standingInstruction === undefined ? {} : { standingInstruction }),
    evidence: evidence.map(({ sha256 }) => sha256),
    keys: audienceKeys(envelope),
  };
}
