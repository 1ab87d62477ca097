import { Controller, Get, Injectable, Module, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CallingPartner, InternalGuard, InternalSigner, logger } from '@holdfast/platform';
import { newKey, publicJwkOf, Readiness, startService } from '@holdfast/platform';

const key = newKey('gateway-1');
const signer = new InternalSigner('gateway', key);

class TrustedKeys {
  find(kid: string) {
    return kid === key.kid ? publicJwkOf(key) : undefined;
  }
}

@Injectable()
class FromGateway extends InternalGuard {
  constructor(keys: TrustedKeys) {
    super('ledger', (kid) => keys.find(kid));
  }
}

@Controller()
class WhoController {
  @Get('who')
  @UseGuards(FromGateway)
  who(@CallingPartner() partner: string): { partner: string } {
    return { partner };
  }

  @Get('unguarded')
  unguarded(@CallingPartner() partner: string): { partner: string } {
    return { partner };
  }
}

@Module({
  controllers: [WhoController],
  providers: [TrustedKeys, { provide: Readiness, useValue: new Readiness() }],
})
class WhoModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await startService({ module: WhoModule, host: '127.0.0.1', port: 0, log: logger('test', 'silent') });
});
afterAll(() => app.close());

const get = async (path: string, authorization?: string) =>
  fetch(`${await app.getUrl()}/${path}`, authorization ? { headers: { authorization } } : {});

it('lets a forwarded call in, as often as its token holds, and names the partner', async () => {
  const bearer = `Bearer ${await signer.sign('ledger', 'demo-police')}`;
  for (const _ of [1, 2]) expect(await (await get('who', bearer)).json()).toEqual({ partner: 'demo-police' });
  const other = `Bearer ${await signer.sign('ledger', 'demo-treasury')}`;
  expect(await (await get('who', other)).json()).toEqual({ partner: 'demo-treasury' });
});

it('refuses a call without a token, with a token for another process, and a route that no guard watches', async () => {
  const foreign = `Bearer ${await signer.sign('delivery', 'demo-police')}`;
  expect((await get('who')).status).toBe(401);
  expect((await get('who', foreign)).status).toBe(401);
  expect((await get('unguarded', foreign)).status).toBe(401);
});
