import { Directory } from '@holdfast/bus';
import { InternalSigner, logger, newKey, publicJwkOf, Readiness, startService } from '@holdfast/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { hour } from '../test/facts.js';
import { FlagDatabase } from '../test/flag-database.js';
import { Flaggers } from '../test/flag-messages.js';
import { FlagsController } from './flags.controller.js';
import { screened } from './screening-metrics.js';
import { Screening } from './screening.js';

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
const BOAT = `${BITCOIN}:1BoatSLRHtKNngkdXEeobR76b53LETtpyT`;
const EVM = 'eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const TAPROOT = `${BITCOIN}:bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr`;

const key = newKey();
const signer = new InternalSigner('gateway', key);
let desk: FlagDatabase;
let world: Flaggers;
let app: NestFastifyApplication;

/** The present directory, as the process would read it from its topic. */
const present = {
  organisation: (id: string) => world.directory.organisation(id),
  hubKey: (process: string, kid: string) => (process === 'GATEWAY' && kid === key.kid ? publicJwkOf(key) : undefined),
};

class ScreeningModule {}

beforeAll(async () => {
  desk = await FlagDatabase.start();
  const providers = [
    { provide: DataSource, useValue: desk.database },
    { provide: Directory, useValue: present },
    { provide: Readiness, useValue: new Readiness() },
    Screening,
  ];
  const module = { module: ScreeningModule, controllers: [FlagsController], providers };
  app = await startService({ module, host: '127.0.0.1', port: 0, log: logger('desk', 'silent') });
}, 300_000);

beforeEach(async () => {
  world = new Flaggers();
  await desk.clear();
  await desk.tick(hour(10));
});

afterAll(async () => {
  await app.close();
  await desk.stop();
}, 120_000);

async function call(partner: string, path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Bearer ${await signer.sign('desk', partner)}`;
  return fetch(`${await app.getUrl()}/v1/flags/${path}`, { ...init, headers: { ...init.headers, authorization } });
}

async function screen(partner: string, account = BOAT, query = ''): Promise<Record<string, unknown>> {
  const response = await call(partner, `${encodeURIComponent(account)}${query}`);
  return Object(await response.json());
}

async function lookup(partner: string, accounts: unknown[], chain?: string): Promise<Record<string, unknown>> {
  const response = await call(partner, 'lookup', { method: 'POST', body: JSON.stringify({ accounts, chain }) });
  return Object(await response.json());
}

const address = (accountId: string, chainId: string, format: string) => ({
  accountId,
  chainId,
  address: accountId.slice(chainId.length + 1),
  format,
  checksumOk: true,
});

it('shows what a screener must know of a flag, and nothing of why', async () => {
  const flag = world.flag({ evidence: [] });
  await desk.fold(flag);
  const { messageId: flagId } = flag.envelope;
  expect(await screen('demo-exchange-1')).toEqual({
    account: BOAT,
    flags: [
      {
        flagId,
        version: 1,
        status: 'ACTIVE',
        sender: 'demo-police',
        subjectType: 'ADDRESS',
        role: 'PERPETRATOR',
        crimeCategory: 'VOICE_PHISHING',
        confidence: 70,
        sourceReliability: 'B',
        infoAccuracy: '2',
        validUntil: hour(1_000),
        requestedAction: expect.any(String),
        propagation: { mode: 'DIRECT', maxHops: 1, minShareBps: 0 },
        index: flag.index,
      },
    ],
    more: false,
  });
});

it('shows a disputed flag as disputed and out of propagation, and until when its flagger is to answer to it alone', async () => {
  const flag = world.flag({ standingInstruction: world.flag().envelope.messageId });
  const first = world.hit(flag);
  const again = world.hit(flag, { hitId: first.envelope.messageId, at: 3 });
  await desk.fold(flag, world.assess(flag, 'OWN_HOT_WALLET'), first, again);
  const shown = { status: 'DISPUTED', propagation: { mode: 'NONE', maxHops: 0, minShareBps: 0 } };
  const instruction = { standingInstruction: expect.any(String) };
  const { flags } = await screen('demo-exchange-1');
  expect(flags).toEqual([expect.objectContaining({ ...shown, ...instruction })]);
  expect(flags).not.toEqual([expect.objectContaining({ own: expect.anything() })]);
  const hits = { count: 1, last: { index: again.index, at: hour(3) } };
  const own = { disputedAt: hour(1), answerDueAt: hour(73), verdicts: { OWN_HOT_WALLET: 1 }, hits };
  expect((await screen('demo-police')).flags).toEqual([expect.objectContaining({ ...shown, own })]);
});

it('shows flags from their beginning to their end, as of the last tick', async () => {
  await desk.fold(
    world.flag({ validFrom: hour(20), validUntil: hour(30) }),
    world.flag({ validFrom: hour(0), validUntil: hour(20) }),
  );
  const ends = async (now: number) => {
    await desk.tick(hour(now));
    return [(await screen('demo-exchange-1')).flags].flat().map((flag) => Object(flag).validUntil);
  };
  expect(await ends(19)).toEqual([hour(20)]);
  expect(await ends(20)).toEqual([hour(30)]);
  expect(await ends(30)).toEqual([]);
});

it('answers who may not see a flag to the letter as if there were none', async () => {
  const nobody = await (await call('demo-exchange-2', encodeURIComponent(BOAT))).text();
  const revoked = world.flag();
  await desk.fold(
    world.flag({ audience: { partners: ['demo-exchange-1'] } }),
    world.flag({ audience: { groups: ['authorities'] } }),
    revoked,
    world.revoke(revoked),
  );
  const response = await call('demo-exchange-2', encodeURIComponent(BOAT));
  expect([response.status, await response.text()]).toEqual([200, nobody]);
  expect(await lookup('demo-exchange-2', [BOAT])).toEqual({ results: [], clean: 1, faults: [] });
  expect(await lookup('demo-exchange-1', [BOAT])).toMatchObject({ results: [{ account: BOAT }], clean: 0 });
});

it('shows flags under present membership: of its groups, its own, and none once it left', async () => {
  await desk.fold(world.flag({ audience: { groups: ['exchanges'] } }));
  const count = async (partner: string) => [(await screen(partner)).flags].flat().length;
  expect(await count('demo-exchange-3')).toBe(1);
  expect(await count('demo-prosecutor')).toBe(0);
  expect(await count('demo-police')).toBe(1);
  world.admit('demo-exchange-3', 'EXCHANGE', 'SUSPENDED');
  expect(await count('demo-exchange-3')).toBe(0);
});

it('finds an account in any spelling of it, and refuses a checksum that does not hold', async () => {
  await desk.fold(
    world.flag({ address: address(EVM, 'eip155:1', 'EVM') }),
    world.flag({ address: address(TAPROOT, BITCOIN, 'P2TR') }),
  );
  const [, , plain = ''] = EVM.split(':');
  for (const [account, query] of [
    [EVM, ''],
    [EVM.toLowerCase(), ''],
    [plain, '?chain=eip155:1'],
    [plain.toLowerCase(), '?chain=ETH'],
  ] as const) {
    expect(await screen('demo-police', account, query)).toMatchObject({ account: EVM, flags: [{ version: 1 }] });
  }
  // An account of 102 characters, in a path and without its chain.
  expect(await screen('demo-police', TAPROOT)).toMatchObject({ account: TAPROOT, flags: [{ version: 1 }] });
  expect(await screen('demo-police', TAPROOT.slice(BITCOIN.length + 1))).toMatchObject({ account: TAPROOT });
  const fault = { pointer: '/account', rule: 'address-checksum' };
  expect(await screen('demo-police', EVM.replace('5aA', '5AA'))).toMatchObject({ status: 400, faults: [fault] });
  expect(await screen('demo-police', plain)).toMatchObject({ status: 400, faults: [{ rule: 'address-chain' }] });
  // Bitcoin is not alone in this spelling.
  const shared = BOAT.slice(BITCOIN.length + 1);
  expect(await screen('demo-police', shared)).toMatchObject({ status: 400, faults: [{ rule: 'address-chain' }] });
});

it('judges many accounts one by one: the flagged, the clean and the unreadable', async () => {
  const before = (await screened.get()).values.map(({ value }) => value);
  await desk.fold(world.flag({}));
  const clean = EVM.toLowerCase();
  const accounts = [BOAT, clean, `${BOAT}x`, '', BOAT, 'x'.repeat(400)];
  const flags = [expect.objectContaining({ status: 'ACTIVE' })];
  expect(await lookup('demo-exchange-1', accounts)).toEqual({
    results: [
      { pointer: '/accounts/0', account: BOAT, flags, more: false },
      { pointer: '/accounts/4', account: BOAT, flags, more: false },
    ],
    clean: 1,
    faults: [
      { pointer: '/accounts/2', rule: expect.any(String), message: expect.any(String) },
      { pointer: '/accounts/3', rule: 'address-chain', message: expect.any(String) },
      { pointer: '/accounts/5', rule: 'address-chain', message: expect.any(String) },
    ],
  });
  expect(await lookup('demo-exchange-1', [7])).toMatchObject({ status: 400, code: 'message.rejected' });
  const after = (await screened.get()).values.map(({ value }) => value);
  expect(after.reduce((sum, value) => sum + value, 0) - before.reduce((sum, value) => sum + value, 0)).toBe(3);
});

it('takes ten thousand accounts at once, and no more', async () => {
  await desk.fold(world.flag({}));
  const accounts = Array.from({ length: 10_000 }, () => TAPROOT);
  expect(await lookup('demo-exchange-1', accounts)).toMatchObject({ results: [], clean: 10_000 });
  expect(await lookup('demo-exchange-1', [...accounts, TAPROOT])).toMatchObject({ status: 400 });
});

it('shows a hundred flags of one account at most, and says that there are more', async () => {
  await desk.fold(...Array.from({ length: 101 }, () => world.flag()));
  const { flags, more } = await screen('demo-police');
  expect([[flags].flat().length, more]).toEqual([100, true]);
});

it('marks an answer by its greatest index and its content, and saves sending it again', async () => {
  const [short, flag] = [world.flag({ validUntil: hour(20) }), world.flag()];
  await desk.fold(short, flag);
  const path = encodeURIComponent(BOAT);
  const tag = (await call('demo-exchange-1', path)).headers.get('etag') ?? '';
  expect(tag).toMatch(new RegExp(`^"${flag.index}-[0-9a-f]{16}"$`));
  const again = () => call('demo-exchange-1', path, { headers: { 'if-none-match': tag } });
  expect((await again()).status).toBe(304);
  await desk.tick(hour(20));
  expect((await again()).status).toBe(200);
});

it('lets in nobody but the gateway', async () => {
  const response = await fetch(`${await app.getUrl()}/v1/flags/${encodeURIComponent(BOAT)}`);
  expect(response.status).toBe(401);
});
