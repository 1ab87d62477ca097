import { HUB, seal } from '@holdfast/contracts';
import { narrow } from '@holdfast/policy';
import type { Target } from '@holdfast/policy';
import fc from 'fast-check';
import { example } from '../../../contracts/test/examples.js';

const keysOf = (...partners: string[]) => partners.map((partner) => `partner:${partner}`);
const target = (over: Partial<Target> = {}): Target => ({
  sender: 'police',
  keys: keysOf('police', 'acme', 'bank'),
  bound: true,
  gated: true,
  requestType: 'FREEZE',
  ...over,
});

const request = target();
const lookup = target({ requestType: 'ATTRIBUTION_LOOKUP' });
const waiting = target({ keys: keysOf('police') });
/** Acme's answer to the request, as police and hub see it. */
const answer = target({ sender: 'acme', keys: keysOf('acme', 'police', 'hub'), gated: false });
const flag = target({ keys: ['members', 'partner:police'], bound: false, gated: false });
const secret = target({ keys: keysOf('police'), bound: false, gated: false });
const unknown = undefined;

const everybody = { groups: ['members'] };

/** An example of a kind, said by somebody to an audience. */
function message(
  kind: string,
  sender: string,
  { audience = everybody, body = {} }: { audience?: object; body?: object },
) {
  const { sender: _sender, ...whole } = example(kind);
  const [tlp, own] = ['AMBER', BY_SENDER[kind]?.(sender) ?? {}];
  const handling = { ...Object(whole.handling), tlp };
  return seal({ ...whole, audience, handling, body: { ...whole.body, ...own, ...body } }, sender).envelope;
}

const BY_SENDER: Readonly<Record<string, (sender: string) => object>> = {
  'enforcement-response': (responder) => ({ responder }),
  clarification: (sender) => (sender === 'police' ? { type: 'ANSWER', leg: 'acme' } : { leg: sender }),
  'flag-hit': (exchange) => ({ exchange }),
  'sla-event': () => ({ leg: 'acme' }),
};

const outcome = (word: string) => ({ targetCount: 1, perTarget: [{ targetId: 'T1', outcome: word }] });
const lapsed = { state: 'LAPSED', holdId: '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211' };
const delivered = { level: 'DELIVERED', recipient: 'acme' };

type Case = [string, string, string, Target | undefined, { audience?: object; body?: object }, string, string[]];

const CASES: Case[] = [
  ['what is about nothing known', 'approval', 'police', unknown, {}, 'TARGET-UNKNOWN', ['police']],
  ['what the hub says of nothing known', 'sla-event', HUB, unknown, {}, 'TARGET-UNKNOWN', ['hub']],
  ['what is about a request that waits', 'approval', 'police', waiting, {}, 'NOT-ROUTED', ['police']],
  ['a stranger about a request that waits', 'approval', 'acme', waiting, {}, 'NOT-ROUTED', ['acme']],
  ['what the hub says of one that waits', 'sla-event', HUB, waiting, {}, 'NOT-ROUTED', ['hub', 'police']],
  ['what is about a secret of its sender', 'approval', 'acme', secret, {}, 'NOT-ROUTED', ['acme']],

  ['an approval of a request', 'approval', 'police', request, {}, 'TARGET-PARTIES', ['police', 'acme', 'bank', 'hub']],
  [
    'one to a recipient',
    'approval',
    'police',
    request,
    { audience: { partners: ['bank', 'other'] } },
    'TARGET-PARTIES',
    ['police', 'bank'],
  ],
  [
    'one to a group',
    'approval',
    'police',
    request,
    { audience: { groups: ['kr'] } },
    'TARGET-PARTIES',
    ['police', 'bank'],
  ],
  [
    "a prosecutor's approval",
    'approval',
    'prosecutor',
    request,
    {},
    'TARGET-PARTIES',
    ['prosecutor', 'police', 'acme', 'bank', 'hub'],
  ],
  ['what is about an answer', 'revocation', 'acme', answer, {}, 'TARGET-PARTIES', ['acme', 'police', 'hub']],

  [
    'an answer',
    'enforcement-response',
    'acme',
    request,
    { body: { requestType: 'FREEZE', ...outcome('NO_BALANCE') } },
    'LEG-PRIVATE',
    ['acme', 'police', 'hub'],
  ],
  [
    'an answer to others alone',
    'enforcement-response',
    'acme',
    request,
    { audience: { partners: ['bank'] } },
    'LEG-PRIVATE',
    ['acme'],
  ],
  ['a holder to a lookup', 'enforcement-response', 'acme', lookup, {}, 'LEG-PRIVATE', ['acme', 'police', 'hub']],
  [
    'a former holder to a lookup',
    'enforcement-response',
    'acme',
    lookup,
    { body: outcome('FORMERLY_CONTROLLED') },
    'LEG-PRIVATE',
    ['acme', 'police', 'hub'],
  ],
  [
    'who holds nothing to a lookup',
    'enforcement-response',
    'acme',
    lookup,
    { body: outcome('NOT_CONTROLLED') },
    'LOOKUP-HOLDER',
    ['acme', 'hub'],
  ],
  [
    'who cannot say to a lookup',
    'enforcement-response',
    'acme',
    lookup,
    { body: outcome('CANNOT_CONFIRM') },
    'LOOKUP-HOLDER',
    ['acme', 'hub'],
  ],
  [
    'who calls a lookup something else',
    'enforcement-response',
    'acme',
    lookup,
    { body: { requestType: 'FREEZE', ...outcome('NO_BALANCE') } },
    'LOOKUP-HOLDER',
    ['acme', 'hub'],
  ],

  ['a question', 'clarification', 'acme', request, {}, 'LEG-PRIVATE', ['acme', 'police', 'hub']],
  ['its answer', 'clarification', 'police', request, {}, 'LEG-ANSWERED', ['police', 'acme', 'hub']],
  [
    'an answer to nobody who was asked',
    'clarification',
    'police',
    request,
    { body: { leg: 'other' } },
    'LEG-ANSWERED',
    ['police', 'hub'],
  ],
  [
    "an answer in the requester's place",
    'clarification',
    'bank',
    request,
    { body: { type: 'ANSWER', leg: 'acme' } },
    'LEG-PRIVATE',
    ['bank', 'police', 'hub'],
  ],

  ['a hold', 'hold-event', 'acme', request, {}, 'LEG-PRIVATE', ['acme', 'police', 'hub']],
  [
    'a hold that lapsed',
    'hold-event',
    HUB,
    request,
    { audience: { partners: ['police', 'bank'] }, body: lapsed },
    'HOLD-LAPSED',
    ['hub', 'police', 'bank'],
  ],
  ['a clock', 'sla-event', HUB, request, {}, 'LEG-CLOCK', ['hub', 'police', 'acme']],
  [
    'a clock of nobody who was given it',
    'sla-event',
    HUB,
    request,
    { body: { leg: 'other' } },
    'LEG-CLOCK',
    ['hub', 'police'],
  ],
  ["a recipient's acknowledgement", 'acknowledgement', 'acme', request, {}, 'LEG-PRIVATE', ['acme', 'police', 'hub']],
  ["the hub's", 'acknowledgement', HUB, request, { body: delivered }, 'LEG-PRIVATE', ['hub', 'police']],
  ["the requester's of an answer", 'acknowledgement', 'police', answer, {}, 'LEG-PRIVATE', ['police', 'acme', 'hub']],

  ["a stranger's answer", 'enforcement-response', 'other', request, {}, 'TARGET-NOT-YOURS', ['other']],
  ["a stranger's question", 'clarification', 'other', request, {}, 'TARGET-NOT-YOURS', ['other']],
  ["a stranger's hold", 'hold-event', 'other', request, {}, 'TARGET-NOT-YOURS', ['other']],
  ["a stranger's acknowledgement", 'acknowledgement', 'other', request, {}, 'TARGET-NOT-YOURS', ['other']],
  ["another recipient's word on an answer", 'acknowledgement', 'bank', answer, {}, 'TARGET-NOT-YOURS', ['bank']],

  [
    'a routing, whatever its audience',
    'routing',
    HUB,
    request,
    { audience: { partners: ['acme', 'bank'] } },
    'ROUTED',
    ['hub', 'police'],
  ],
  ['a routing of one that waits', 'routing', HUB, waiting, {}, 'ROUTED', ['hub', 'police']],
  ['a routing of what is open', 'routing', HUB, flag, {}, 'ROUTES-NOTHING', ['hub']],
  ['a routing of an answer', 'routing', HUB, answer, {}, 'ROUTES-NOTHING', ['hub']],
  ['a routing of nothing known', 'routing', HUB, unknown, {}, 'ROUTES-NOTHING', ['hub']],
  ['a routing by a member', 'routing', 'acme', request, {}, 'ROUTES-NOTHING', ['acme']],

  ['a hit', 'flag-hit', 'acme', flag, {}, 'HIT-FLAGGER', ['acme', 'police']],
  ['a hit to others alone', 'flag-hit', 'acme', flag, { audience: { partners: ['bank'] } }, 'HIT-FLAGGER', ['acme']],
];

const isInKr = (partner: string, key: string) => key === 'group:kr' && partner === 'bank';

it.each(CASES)('shows %s (%s by %s) to those it is for', (_, kind, sender, about, over, rule, partners) => {
  expect(narrow(message(kind, sender, over), about, isInKr)).toEqual({ rule, keys: keysOf(...partners) });
});

it('leaves what is about an open message to its audience', () => {
  const { rule, keys } = narrow(message('flag-assessment', 'acme', {}), flag, () => false);
  expect([rule, keys]).toEqual(['AUDIENCE', ['members', 'partner:acme']]);
});

const kinds = fc.constantFrom(
  'approval',
  'enforcement-response',
  'clarification',
  'hold-event',
  'acknowledgement',
  'revocation',
);
const partners = fc.subarray(['police', 'acme', 'bank', 'other', 'hub'], { minLength: 1 });

it('is never wider than the declared audience, nor than the target and the hub', () => {
  fc.assert(
    fc.property(
      kinds,
      fc.constantFrom('police', 'acme', 'bank', 'other'),
      partners,
      partners,
      (kind, sender, named, seen) => {
        const about = target({ keys: keysOf('police', ...seen) });
        const { keys } = narrow(message(kind, sender, { audience: { partners: named } }), about, () => false);
        const others = keys.filter((key) => key !== `partner:${sender}`);
        expect(others.filter((key) => !keysOf(...named).includes(key))).toEqual([]);
        expect(others.filter((key) => !keysOf('police', 'hub', ...seen).includes(key))).toEqual([]);
      },
    ),
  );
});
