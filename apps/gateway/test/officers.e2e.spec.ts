import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seal, signContent, thumbprint } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import { newKey, publicJwkOf } from '@holdfast/platform';
import { freePort, startServices } from '@holdfast/services';
import { example } from './example.js';
import { jsonOf, RunningGateway } from './running-gateway.js';

let home: string;
let services: Awaited<ReturnType<typeof startServices>>;
let gateway: RunningGateway;
const ids = new Map<string, string>();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  services = await startServices({ home, tests: true, environment: {} });
  const { kafka, postgres } = services;
  const port = await freePort();
  gateway = await RunningGateway.start({ home, port, brokers: kafka.brokers, databaseUrl: postgres.url });
  await gateway.organisation('police', { type: 'POLICE' });
  await gateway.organisation('hub');
  gateway.keys.set('police.es', ecKey());
  const people: [string, string[]][] = [
    ['police.kim', ['REQUESTER']],
    ['police.lee', ['REQUESTER']],
    ['police.chief', ['APPROVER']],
    ['police.es', ['REQUESTER']],
    ['hub.one', ['OPERATOR']],
    ['hub.clerk', ['AUDITOR']],
  ];
  for (const [name, roles] of people) ids.set(name, await gateway.officer(name, roles));
  await gateway.officer('police.gone', ['REQUESTER'], { status: 'SUSPENDED' });
  for (const [name] of people) await gateway.token(name);
}, 300_000);

afterAll(async () => {
  await gateway.stop();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

function ecKey(): SigningKey {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { kid: thumbprint(publicJwkOf({ jwk })), jwk };
}

const keyOf = (name: string) => gateway.keys.get(name) ?? newKey();
const idOf = (name: string) => ids.get(name) ?? '';

/** A request as an officer writes it, and as it looks when this key has signed it. */
const request = (officer: string, reference: string = randomUUID()) => ({
  ...example('enforcement-request', reference),
  audience: { partners: ['hub'] },
  officer: idOf(officer),
});
const signedBy = (message: object, key: SigningKey, sender = 'police') => ({
  ...message,
  signatures: [signContent(seal(message, sender).contentHash, 'officer', key)],
});

async function send(message: object, as: string, path = '/v1/messages') {
  const headers = { authorization: `Bearer ${await gateway.token(as)}`, 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(message) };
  return fetch(`${gateway.config.issuer}${path}`, init);
}

/** The rules that a message breaks, as `pointer rule`; none when it is accepted. */
async function broken(message: object, as: string): Promise<string[]> {
  const response = await send(message, as);
  if (response.status === 202) return [];
  const { faults } = await jsonOf(response);
  return faults.map(({ pointer, rule }: { pointer: string; rule: string }) => `${pointer} ${rule}`);
}

it.each(['police.kim', 'police.es'])('takes a request that its officer %s signed', async (name) => {
  expect(await broken(signedBy(request(name), keyOf(name)), name)).toEqual([]);
});

const altered = (change: object) => ({ ...signedBy(request('police.kim'), keyOf('police.kim')), ...change });

it.each<[string, () => object, string[]]>([
  ['nobody signed', () => request('police.kim'), ['/signatures signature-required']],
  [
    'is signed with a wrong key',
    () => signedBy(request('police.kim'), { ...newKey(), kid: keyOf('police.kim').kid }),
    ['/signatures/0 signature'],
  ],
  ['is signed with an unknown key', () => signedBy(request('police.kim'), newKey()), ['/signatures/0 signature-key']],
  [
    'another officer signed',
    () => signedBy(request('police.kim'), keyOf('police.lee')),
    ['/officer signature-officer'],
  ],
  [
    'a suspended officer signed',
    () => signedBy(request('police.kim'), keyOf('police.gone')),
    ['/signatures/0 signature-officer-suspended'],
  ],
  [
    'is by the system alone',
    () => ({ ...signedBy(request('police.kim'), keyOf('police')), officer: undefined }),
    ['/signatures/0 signature-key'],
  ],
  [
    'had its body altered',
    () => altered({ body: { ...request('police.kim').body, necessity: 'Another.' } }),
    ['/signatures/0 signature'],
  ],
  ['had its language altered', () => altered({ language: 'de' }), ['/signatures/0 signature']],
])('refuses a request that %s, and names the rule', async (_, message, rules) => {
  expect(await broken(message(), 'police.kim')).toEqual(rules);
});

it('refuses an altered handling, which was signed too', async () => {
  const signed = signedBy(request('police.kim'), keyOf('police.kim'));
  const { handling } = Object(signed);
  expect(await broken({ ...signed, handling: { ...handling, tlp: 'AMBER' } }, 'police.kim')).toEqual([
    '/signatures/0 signature',
  ]);
});

it('refuses an officer whose role does not fit, and one who is not at the door', async () => {
  const chief = signedBy(request('police.chief'), keyOf('police.chief'));
  expect(await broken(chief, 'police.chief')).toEqual(['/officer officer-role']);
  const kim = signedBy(request('police.kim'), keyOf('police.kim'));
  expect(await broken(kim, 'police')).toEqual(['/officer officer-token']);
  expect(await broken(kim, 'police.lee')).toEqual(['/officer officer-token']);
});

it('names an officer on an open message only when that officer sends or signs it', async () => {
  const named = (officer: string) => ({ ...example('address-flag', randomUUID()), officer: idOf(officer) });
  expect(await broken(named('police.chief'), 'police')).toEqual(['/officer officer-token']);
  expect(await broken(named('police.chief'), 'police.kim')).toEqual(['/officer officer-token']);
  expect(await broken(named('police.chief'), 'police.chief')).toEqual([]);
  expect(await broken(signedBy(named('police.kim'), keyOf('police.kim')), 'police')).toEqual([]);
});

it('refuses a key from its end on, and one that was compromised', async () => {
  for (const [name, end, rule] of [
    ['police.late', { notAfter: '2026-01-01T00:00:00.000Z' }, 'signature-key-expired'],
    ['police.lost', { compromisedSince: '2026-01-01T00:00:00.000Z' }, 'signature-key-compromised'],
  ] as const) {
    const key = newKey();
    gateway.keys.set(name, key);
    const keys = [{ kid: key.kid, jwk: publicJwkOf(key), class: 'SOFTWARE', ...end }];
    ids.set(name, await gateway.officer(name, ['REQUESTER'], { keys }));
    ids.set('police.marker', await gateway.officer('police.marker', ['REQUESTER']));
    await gateway.token('police.marker');
    const message = signedBy({ ...request('police.kim'), officer: idOf(name) }, key);
    expect(await broken(message, 'police.kim')).toEqual(['/officer officer-token', `/signatures/0 ${rule}`]);
    expect((await gateway.tokenFor(await gateway.assertion(name))).status).toBe(401);
  }
});

it('lets only operators speak for the hub, each in person', async () => {
  const bank = () => ({ ...example('organisation', `bank/${randomUUID()}`), officer: idOf('hub.one') });
  expect(await broken(signedBy(bank(), keyOf('hub.one'), 'hub'), 'hub.one')).toEqual([]);
  expect(await broken(bank(), 'hub.one')).toEqual(['/signatures signature-required']);
  const clerk = { ...bank(), officer: idOf('hub.clerk') };
  expect(await broken(signedBy(clerk, keyOf('hub.clerk'), 'hub'), 'hub.clerk')).toEqual(['/officer officer-role']);
  const byKey = { ...bank(), officer: undefined };
  const partner = { ...byKey, signatures: [signContent(seal(byKey, 'hub').contentHash, 'partner', keyOf('hub'))] };
  expect(await broken(partner, 'hub.one')).toEqual(['/signatures/0 signature']);
  expect((await gateway.tokenFor(await gateway.assertion('hub'))).status).toBe(401);
});

it('never takes through the door what a process of the hub says', async () => {
  const routing = { ...example('routing', randomUUID()), officer: idOf('hub.one') };
  expect(await broken(signedBy(routing, keyOf('hub.one'), 'hub'), 'hub.one')).toEqual([' PUBLISHER-KIND']);
});

it('proposes what would be signed, and publishes nothing', async () => {
  const before = await gateway.ends();
  const message = request('police.kim');
  const { envelope, contentHash } = seal(message, 'police');
  const answer = await jsonOf(await send(message, 'police.kim', '/v1/proposals'));
  expect(answer.proposals).toEqual([
    {
      line: 1,
      messageId: envelope.messageId,
      contentHash: contentHash.toString('hex'),
      canonical: expect.stringContaining('"kind":"enforcement-request"'),
      losses: [],
      faults: [],
    },
  ]);
  const bad = await jsonOf(await send({ ...message, language: 1 }, 'police.kim', '/v1/proposals'));
  expect(bad.proposals).toEqual([
    { line: 1, losses: [], faults: [expect.objectContaining({ pointer: '/language', rule: 'type' })] },
  ]);
  expect(await gateway.ends()).toEqual(before);
});

it('shows the directory as it stands, and the signed messages of a key to a person alone', async () => {
  const read = async (path: string, as: string) =>
    fetch(`${gateway.config.issuer}${path}`, { headers: { authorization: `Bearer ${await gateway.token(as)}` } });
  const { items } = await jsonOf(await read('/v1/directory?kind=officer&partner=police', 'police'));
  const known = items.map(({ envelope }: { envelope: { messageId: string } }) => envelope.messageId);
  expect(known).toEqual(expect.arrayContaining([idOf('police.kim'), idOf('police.chief')]));
  expect((await read('/v1/directory?kind=rumour', 'police')).status).toBe(400);
  const signed = await read(`/v1/keys/${keyOf('police.kim').kid}/messages`, 'police');
  expect([signed.status, (await jsonOf(signed)).rule]).toEqual([403, 'officer-token']);
});
