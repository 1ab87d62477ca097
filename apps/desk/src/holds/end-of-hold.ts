import type { Hold, HoldTerms } from './hold.js';

const CONFIRMED_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * When a hold ends by itself: at the earliest of its own end, the request's, the end of the legal basis and, while the
 * document is to follow, the moment at which it is due. A hold never outlives its legal basis; what an issuer did on
 * the chain does not end by itself.
 */
export function endOfHold(hold: Hold, terms: HoldTerms): { endsAt?: string; endRule?: string } {
  const [first] = endsOf(hold, terms)
    .flatMap(([rule, end]) => (end === undefined ? [] : [{ endsAt: end, endRule: rule }]))
    .toSorted((one, other) => (one.endsAt < other.endsAt ? -1 : 1));
  return first ?? {};
}

function endsOf(hold: Hold, { request, documentAt }: HoldTerms): [rule: string, end: string | undefined][] {
  const basis: [string, string | undefined] = ['LEGAL-BASIS-EXPIRED', request.legalBasis.validUntil];
  const own: [string, string | undefined] = ['HOLD-EXPIRED', hold.said.expiresAt];
  switch (hold.state) {
    case 'PROVISIONAL':
      return [
        own,
        ['REQUEST-EXPIRED', request.freeze?.expiresAt],
        ['DOCUMENT-MISSING', documentAt === undefined ? request.freeze?.legalDocumentDueAt : undefined],
        basis,
      ];
    case 'CONFIRMED':
      return [own, ['HOLD-LIMIT', confirmedLimit(hold)], basis];
    case 'EXTENDED':
      return [own, ['EXTENSION-EXPIRED', Object.values(hold.extensions).toSorted().at(-1)], basis];
    default:
      return [];
  }
}

/** Thirty days from the confirmation, until a jurisdiction's profile says otherwise; an extension gives it its end. */
function confirmedLimit({ events, extensions }: Hold): string | undefined {
  const confirmed = events.find(({ state }) => state === 'CONFIRMED');
  const extended = Object.values(extensions).toSorted().at(-1);
  if (extended !== undefined && events.some(({ state }) => state === 'EXTENDED')) return extended;
  return confirmed && new Date(Date.parse(confirmed.at) + CONFIRMED_DAYS * DAY_MS).toISOString();
}
