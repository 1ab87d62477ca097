import { example } from '../../libs/contracts/test/examples.js';
import { TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { frame, TestOfficer } from '../support/officer.js';
import { testFlag, TestPartner } from '../support/partner.js';
import type { Item } from '../support/partner.js';

const hub = new TestHub();
const stop = new AbortController();
const EXCHANGES = ['demo-exchange-1', 'demo-exchange-2'] as const;
const feeds = new Map<string, Item[]>();
let ready: Ready;

beforeAll(async () => {
  ready = await hub.start();
  for (const id of ['demo-police', ...EXCHANGES, 'demo-analyst']) {
    feeds.set(id, []);
    void partner(id).follow(feedOf(id), stop.signal);
  }
}, 300_000);
afterAll(async () => {
  stop.abort();
  await hub.stop();
}, 120_000);

const partner = (id: string) => new TestPartner(ready.url, hub.home, id);
const officer = (name: string) => new TestOfficer(ready.url, hub.home, name);
const feedOf = (id: string): Item[] => feeds.get(id) ?? [];
const has = (id: string, messageId: string) => feedOf(id).some(({ envelope }) => envelope.messageId === messageId);
const EXCHANGES_ONLY = { groups: ['exchanges'] };

const requestOf = async (as: string, id: string) => {
  const answer = await partner(as).call(`/v1/requests/${id}`);
  return { status: answer.status, body: Object(await answer.json()) };
};

/** A lookup that was signed and approved; resolves with its id once the second officer's word was taken. */
async function lookup(reference: string): Promise<string> {
  const { sender: _police, officer: _one, ...message } = example('enforcement-request');
  const asked = await officer('demo-police.officer-1').say({ ...message, ...frame('enforcement-request', reference) });
  await officer('demo-police.officer-2').approve(asked, EXCHANGES_ONLY);
  return asked.messageId;
}

/** A flag that is in force while this test runs. */
function validNow(): object {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  return { body: { ...Object(testFlag('x').body), validFrom: day(-1), validUntil: day(30) } };
}

const answer = (as: string, requestId: string, outcome: string) =>
  partner(as).submit({
    ...frame('enforcement-response', `answer/${requestId}`),
    audience: { partners: ['demo-police'] },
    body: {
      ...example('enforcement-response').body,
      requestId,
      responder: as,
      perTarget: [{ targetId: 'T1', outcome }],
    },
  });

it('asks every exchange who is responsible, and tells the asker who is, and nothing else', async () => {
  const id = await lookup('LOOKUP-1');
  const begun = performance.now();
  for (const each of EXCHANGES) await until(`${each} is asked`, () => has(each, id));
  console.log(`from the second signature to both feeds: ${Math.round(performance.now() - begun)} ms`);
  expect(has('demo-analyst', id)).toBe(false);

  await answer('demo-exchange-1', id, 'NOT_CONTROLLED');
  await answer('demo-exchange-2', id, 'CONTROLLED');
  await until('both have answered', async () => (await requestOf('demo-police', id)).body.lookup?.open === 0);
  const { body } = await requestOf('demo-police', id);
  expect(body.lookup).toMatchObject({
    responsible: [{ partner: 'demo-exchange-2', results: { T1: { outcome: 'CONTROLLED' } } }],
    timedOut: [],
    asked: 2,
  });
  expect(JSON.stringify(body)).not.toContain('demo-exchange-1');
  const answers = () => feedOf('demo-police').filter(({ envelope }) => envelope.kind === 'enforcement-response');
  await until('the asker is given the answer', () => answers().length > 0);
  expect(answers().map(({ envelope }) => envelope.sender)).toEqual(['demo-exchange-2']);
}, 120_000);

it('shows a request to who takes part in it alone: to others it is as if it were not there', async () => {
  const id = await lookup('LOOKUP-2');
  await until('an exchange is asked', () => has('demo-exchange-1', id));
  expect((await requestOf('demo-exchange-1', id)).body.legs).toHaveLength(1);
  const hidden = await requestOf('demo-analyst', id);
  const absent = await requestOf('demo-analyst', '00000000-0000-8000-8000-000000000000');
  expect([hidden.status, hidden.body]).toEqual([404, absent.body]);
  const listed = Object(await (await partner('demo-analyst').call('/v1/requests')).json());
  expect(listed.items).toEqual([]);
  const received = Object(await (await partner('demo-exchange-1').call('/v1/requests?role=received&open=true')).json());
  expect(received.items.map(({ requestId }: { requestId: string }) => requestId)).toContain(id);
}, 120_000);

it('names the version by an ETag, and says when nothing has changed', async () => {
  const id = await lookup('LOOKUP-3');
  await until('it is routed', () => has('demo-exchange-1', id));
  const first = await partner('demo-exchange-1').call(`/v1/requests/${id}`);
  const again = await partner('demo-exchange-1').call(`/v1/requests/${id}`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect([first.status, again.status]).toEqual([200, 304]);
}, 120_000);

it('screens accounts against the flags in force that the caller may see', async () => {
  const flag = { ...testFlag('screened', { groups: ['exchanges'] }), ...validNow() };
  await partner('demo-police').submit(flag);
  const account = 'eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
  const flagsFor = async (id: string) => {
    const path = `/v1/flags/${encodeURIComponent(account)}`;
    return Object(await (await partner(id).call(path)).json()).flags;
  };
  await until('the flag is in force', async () => (await flagsFor('demo-exchange-1')).length === 1);
  expect((await flagsFor('demo-exchange-1'))[0]).toMatchObject({ sender: 'demo-police', status: 'ACTIVE' });
  expect(await flagsFor('demo-analyst')).toEqual([]);
}, 120_000);

it('goes on where its process was killed: what was decided is said once', async () => {
  const ids: string[] = [];
  for (let round = 0; round < 4; round++) {
    ids.push(await lookup(`KILLED-${round}`));
    await hub.kill('desk');
    await until('the desk is back', async () => (await partner('demo-police').call('/v1/requests?limit=1')).ok);
  }
  for (const id of ids) await until('everybody is asked', () => EXCHANGES.every((each) => has(each, id)));
  const routings = feedOf('demo-police').filter(({ envelope }) => envelope.kind === 'routing');
  const references = routings.map(({ envelope }) => envelope.reference);
  for (const id of ids) expect(references.filter((each) => each === `routing/${id}/1`)).toHaveLength(1);
}, 240_000);
