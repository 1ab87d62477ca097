import { CLOCKS, HUB, kindOf, seal } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { levelsDue, startClock } from './clock.js';
import { slaEvent } from './sla-event.js';
import type { SlaTerms } from './sla-event.js';

const startedAt = '2026-04-14T07:25:00.000Z';
const messageId = '5f285b9d-3c9a-8a79-a097-6c1d51c767f3';
const contact = '0a1b2c3d-4e5f-8061-9283-a4b5c6d7e8f9';
const handling: Envelope['handling'] = {
  tlp: 'AMBER',
  code: 'H3',
  codeText: 'Only for this case',
  dataClass: 'EVIDENCE',
  retention: { class: 'R5', legalHold: true },
};

const clock = startClock('C2', { startedAt, priority: 'URGENT' });
const [, , breach] = levelsDue(clock, '2026-04-14T08:00:00.000Z', []);

const terms = (over: Partial<SlaTerms['request']> = {}): SlaTerms => ({
  request: { messageId, sender: 'demo-police', handling, exercise: false, language: 'ko', ...over },
  leg: 'demo-exchange-1',
  name: 'C2',
  clock,
  reached: breach ?? { level: 'BREACH', at: startedAt, dueAt: startedAt, pausedMs: 0 },
  onDuty: [contact],
});

it('tells both sides of a clock what it reached', () => {
  const { envelope } = seal(slaEvent(terms({ case: { number: 'ZZ-1' } })), HUB);
  expect(kindOf(envelope.kind, envelope.version)?.processes).toEqual(['DESK']);
  expect(envelope).toMatchObject({
    reference: `sla/C2/${messageId}/demo-exchange-1/BREACH`,
    occurredAt: '2026-04-14T07:55:00.000Z',
    audience: { partners: ['demo-police', 'demo-exchange-1'] },
    handling: { tlp: 'AMBER', code: 'H3', dataClass: 'INTEL', retention: { class: 'R4', legalHold: false } },
    case: { number: 'ZZ-1' },
    language: 'ko',
    body: { level: 'BREACH', startedAt, dueAt: '2026-04-14T07:55:00.000Z', pausedMs: 0, onDuty: [contact] },
  });
});

it.each([
  ['RED', 'RED'],
  ['AMBER+STRICT', 'AMBER+STRICT'],
  ['AMBER', 'AMBER'],
  ['GREEN', 'AMBER'],
  ['CLEAR', 'AMBER'],
] as const)('is at least as strict as a request that is %s', (tlp, own) => {
  expect(seal(slaEvent(terms({ handling: { ...handling, tlp } })), HUB).envelope.handling.tlp).toBe(own);
});

it('passes for every clock of the longest names, however many were on duty', () => {
  const leg = 'e'.repeat(63);
  const sealed = CLOCKS.map((name) => {
    const [reached] = levelsDue(startClock(name, { startedAt, priority: 'ROUTINE' }), '2027-01-01T00:00:00.000Z', []);
    const onDuty = Array.from({ length: 30 }, () => contact);
    return seal(slaEvent({ ...terms(), name, leg, onDuty, ...(reached ? { reached } : {}) }), HUB).envelope;
  });
  expect(new Set(sealed.map((envelope) => envelope.messageId)).size).toBe(CLOCKS.length);
});
