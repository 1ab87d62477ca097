import { HUB } from '@holdfast/contracts';
import type { Hold } from '../../holds/hold.js';
import { isOpen } from '../../legs/leg.js';
import type { Leg } from '../../legs/leg.js';
import type { Request } from '../state/request.js';
import { termsOf } from '../state/terms.js';

/** A leg as its requester and its recipient see it. */
export type LegView = Omit<Leg, 'named' | 'routedIndex'>;

/** What a lookup found, and nothing else: who is responsible, who did not answer in time, how many were asked. */
export interface LookupView {
  responsible: { partner: string; legalName?: string; results: Leg['results'] }[];
  timedOut: string[];
  asked: number;
  open: number;
}

/** A request as somebody who takes part in it may see it. */
export interface RequestView {
  requestId: string;
  index: number;
  version: number;
  kind: string;
  requestType?: string;
  priority?: string;
  sender: string;
  reference?: string;
  caseNumber?: string;
  status: string;
  generation: number;
  acceptedAt: string;
  submittedAt?: string;
  approvals?: { role: string; at: string }[];
  heldBack?: string;
  unroutable?: string[];
  lookup?: LookupView;
  legs: LegView[];
  holds: Hold[];
}

/** Names of organisations, for people. */
export type NameOf = (partner: string) => string | undefined;

/**
 * What a partner sees of a request: its sender all of it, a recipient its own leg, the hub's operators everything; of a
 * lookup the asker sees who is responsible, and nothing of the others. Undefined for whoever has no part in it.
 */
export function viewFor(request: Request, partner: string, nameOf: NameOf): RequestView | undefined {
  const { state, envelope } = request;
  if (partner === envelope.sender || partner === HUB) return { ...headOf(request), ...senderPart(request, nameOf) };
  const leg = state.legs[partner];
  if (!leg) return undefined;
  const holds = Object.values(state.holds).filter(({ holder }) => holder === partner);
  return { ...headOf(request), legs: [legView(leg)], holds };
}

function headOf({ state, envelope }: Request): RequestView {
  const terms = termsOf(envelope);
  return {
    requestId: state.id,
    index: state.index,
    version: state.version,
    kind: envelope.kind,
    ...(terms ? { requestType: terms.requestType, priority: terms.priority } : {}),
    sender: envelope.sender,
    status: state.status,
    generation: state.generation,
    acceptedAt: state.acceptedAt,
    ...(state.submittedAt === undefined ? {} : { submittedAt: state.submittedAt }),
    legs: [],
    holds: [],
  };
}

function senderPart({ state, envelope }: Request, nameOf: NameOf): Partial<RequestView> {
  const isLookup = termsOf(envelope)?.requestType === 'ATTRIBUTION_LOOKUP';
  const legs = Object.values(state.legs);
  return {
    reference: envelope.reference,
    ...(envelope.case === undefined ? {} : { caseNumber: envelope.case.number }),
    approvals: state.approvals.map(({ role, at }) => ({ role, at })),
    ...(state.heldBack === undefined ? {} : { heldBack: state.heldBack }),
    unroutable: state.unroutable,
    ...(isLookup ? { lookup: lookupView(legs, nameOf) } : { legs: legs.map(legView) }),
    holds: Object.values(state.holds),
  };
}

function lookupView(legs: readonly Leg[], nameOf: NameOf): LookupView {
  const named = legs.filter(({ results }) => Object.keys(results).length > 0);
  return {
    responsible: named.map(({ recipient, results }) => {
      const legalName = nameOf(recipient);
      return { partner: recipient, ...(legalName === undefined ? {} : { legalName }), results };
    }),
    timedOut: legs.filter(({ state, answers }) => state === 'EXPIRED' && answers.length === 0).map(recipientOf),
    asked: legs.length,
    open: legs.filter(isOpen).length,
  };
}

const recipientOf = ({ recipient }: Leg): string => recipient;

const legView = ({ named: _named, routedIndex: _index, ...leg }: Leg): LegView => leg;
