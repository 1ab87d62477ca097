import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectKafka } from '@holdfast/bus';
import { kinds } from '@holdfast/contracts';
import type { Envelope, Kind } from '@holdfast/contracts';
import { officersNeeded } from '@holdfast/policy';
import { projectRoot } from '@holdfast/services';
import { messageExamples } from '../scripts/documents/examples.js';
import { Contract } from './support/documents.js';
import type { Part } from './support/documents.js';
import { GeneratedClient } from './support/generated-client.js';
import type { Answer } from './support/generated-client.js';
import { TestHub, until } from './support/hub.js';
import type { Ready } from './support/hub.js';
import { Integrator } from './support/integrator.js';

const textOf = (name: string) => readFileSync(join(projectRoot, 'docs/reference', name), 'utf8');
const openApi = new Contract(JSON.parse(textOf('openapi.json')));
const asyncApi = new Contract(JSON.parse(textOf('asyncapi.json')));

const hub = new TestHub();
const generated = new GeneratedClient();
let ready: Ready;
let members: Map<string, string>;

const caller = (name: string) => Integrator.of(name, generated, { url: ready.url, home: hub.home });

beforeAll(async () => {
  [ready] = await Promise.all([hub.start(), generated.generate()]);
  const police = await caller('demo-police');
  const { data } = await police.sdk.readDirectory({ client: police.client, query: { kind: 'organisation' } });
  const bodies = Array.from<Part>(Object(data).items).map(({ envelope }) => Object(envelope).body);
  members = new Map(bodies.map(({ id, type }) => [id, type]));
}, 300_000);

afterAll(async () => {
  await hub.stop();
  generated.remove();
}, 120_000);

/** What is wrong with an answer, by what the document says of it. */
function undocumented(operationId: string, { data, error, response }: Answer): string[] {
  const operation = [...openApi.parts()].find(([, part]) => part.operationId === operationId)?.[1];
  const described = Object(Object(operation?.responses)[response.status]);
  const { content } = Object(described.$ref ? openApi.resolve(described.$ref) : described);
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const { schema } = Object(Object(content)[type]);
  return schema ? openApi.faults(schema, data ?? error) : [`${response.status} ${type} is not documented`];
}

it('gives a client whose types tell the kinds apart', () => {
  const user = `
    import type { Item, Submission } from './types.gen.js';
    export function confidence({ envelope }: Item): number | undefined {
      return envelope.kind === 'address-flag' ? envelope.body.confidence : undefined;
    }
    export const title = (message: Submission) => (message.kind === 'case-alert' ? message.body.title : '');
    // @ts-expect-error: the hub alone writes the source.
    export const source = (message: Submission) => message.source;
  `;
  expect(() => generated.compile(user)).not.toThrow();
}, 300_000);

describe('a client that a stock generator makes of the document', () => {
  const examples = messageExamples(kinds).filter(({ id }) => id.includes('.minimal.'));
  const fromPartners = examples.filter(
    ({ kind }) => !kind.processes && kind.publishers.some((publisher) => publisher !== 'HUB'),
  );

  it.each(fromPartners.map((example) => [`${example.kind.name} v${example.kind.version}`, example] as const))(
    'submits %s and reads it back',
    async (_, { kind, recorded }) => {
      const { acting, body } = await written(kind, recorded);
      const { client, sdk, partner } = acting;
      const submitted = await sdk.submitMessages({ client, body });
      expect([submitted.error, submitted.response.status]).toEqual([undefined, 202]);
      expect(undocumented('submitMessages', submitted)).toEqual([]);
      const [messageId] = Object(submitted.data).messageIds;
      await until(`${kind.name} is recorded`, async () => {
        const status = await sdk.messageStatus({ client, path: { messageId } });
        expect(undocumented('messageStatus', status)).toEqual([]);
        return Object(status.data).entries?.[0]?.status === 'recorded';
      });
      expect(await readBack(acting, kind, messageId)).toEqual({ ...body, messageId, sender: partner });
    },
    180_000,
  );

  it('reads of everything else that it asks for what the document says', async () => {
    const { client, sdk, key } = await caller('demo-police.officer-1');
    const messageIds = ['7f6c3312-f1a6-8ef7-9d46-466fe817103e'];
    const answers: Record<string, Answer> = {
      proposeMessages: await sdk.proposeMessages({ client, body: { kind: 'address-flag', version: 1 } }),
      messageStatuses: await sdk.messageStatuses({ client, body: { messageIds } }),
      readDirectory: await sdk.readDirectory({ client }),
      messagesSignedBy: await sdk.messagesSignedBy({ client, path: { kid: key.kid } }),
    };
    for (const [operation, answer] of Object.entries(answers)) {
      expect([operation, answer.response.status, undocumented(operation, answer)]).toEqual([operation, 200, []]);
    }
  });

  it('reads of a refusal what the document says', async () => {
    const { client, sdk } = await caller('demo-police');
    const refused = await sdk.submitMessages({ client, body: { kind: 'address-flag', version: 1 } });
    expect([refused.response.status, undocumented('submitMessages', refused)]).toEqual([400, []]);
    const unknown = await sdk.messageStatus({ client, path: { messageId: '7f6c3312-f1a6-8ef7-9d46-466fe817103e' } });
    expect([unknown.response.status, undocumented('messageStatus', unknown)]).toEqual([404, []]);
    const stranger = await generated.callerAt(ready.url, async () => 'x');
    const unauthorised = await sdk.readEntries({ client: stranger });
    expect([unauthorised.response.status, undocumented('readEntries', unauthorised)]).toEqual([401, []]);
    const noToken = await sdk.requestToken({ client: stranger, body: { grant_type: 'password' } });
    expect([noToken.response.status, undocumented('requestToken', noToken)]).toEqual([400, []]);
  });
});

/** The example as a demo member sends it: by its system, or signed by as many officers as the kind asks for. */
async function written(kind: Kind, recorded: Envelope): Promise<{ acting: Integrator; body: object }> {
  const sender = senderOf(kind, recorded.sender);
  const { messageId: _derived, sender: _own, officer: _somebody, ...message } = recorded;
  const officers = await signersOf(sender, kind, officersNeeded({ ...recorded, sender }));
  const [acting] = officers;
  if (!acting) return { acting: await caller(sender), body: message };
  return { acting, body: await acting.signed({ ...message, officer: acting.key.officer }, officers) };
}

async function readBack({ client, sdk, partner }: Integrator, { name }: Kind, messageId: string): Promise<unknown> {
  let found: Part | undefined;
  await until(`${partner} reads its ${name}`, async () => {
    const page = await sdk.readEntries({ client, query: { kind: name, limit: 1000 } });
    expect(undocumented('readEntries', page)).toEqual([]);
    const envelopes = Array.from<Part>(Object(page.data).items).map(({ envelope }) => Object(envelope));
    found = envelopes.find((envelope) => envelope.messageId === messageId);
    return found !== undefined;
  });
  return found;
}

/** The sender of the example where it may send this, else the first demo member that may. */
function senderOf({ name, publishers }: Kind, wished: string): string {
  const able = [...members].flatMap(([id, type]) => (publishers.includes(type) && type !== 'HUB' ? [id] : []));
  const [first] = able;
  if (first === undefined) throw new Error(`No demo member may send ${name}`);
  return able.includes(wished) ? wished : first;
}

/** So many officers of a partner, first the one who acts: in a role that the kind asks for. */
async function signersOf(partner: string, { name, roles }: Kind, count: number): Promise<Integrator[]> {
  if (count === 0) return [];
  const { client, sdk } = await caller(partner);
  const { data } = await sdk.readDirectory({ client, query: { kind: 'officer', partner } });
  const all = await Promise.all(['officer-1', 'officer-2'].map((officer) => caller(`${partner}.${officer}`)));
  const rolesOf = ({ key }: Integrator): string[] => {
    const item = Array.from<Part>(Object(data).items).find(({ key: place }) =>
      String(place).endsWith(`/${key.officer}`),
    );
    return Object(Object(item?.envelope).body).roles ?? [];
  };
  const acting = all.find((officer) => roles === undefined || rolesOf(officer).some((role) => roles.includes(role)));
  if (!acting) throw new Error(`No officer of ${partner} may act in ${name}`);
  return [acting, ...all.filter((officer) => officer !== acting)].slice(0, count);
}

it('serves the documents that the client was made of, to anybody', async () => {
  for (const name of ['openapi.json', 'asyncapi.json', 'schemas/address-flag.v1.json']) {
    const response = await fetch(`${ready.url}/${name}`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
    expect(await response.text()).toBe(textOf(name));
  }
  const unknown = await fetch(`${ready.url}/schemas/no-kind.v1.json`);
  expect([unknown.status, unknown.headers.get('cache-control')]).toEqual([404, 'no-store']);
  expect(await unknown.json()).toMatchObject({ code: 'resource.unknown' });
});

it('answers at every path of the document', async () => {
  const paths = Object.entries<Part>(Object(openApi.whole.paths));
  for (const [path, methods] of paths) {
    for (const method of Object.keys(methods)) {
      const url = `${ready.url}${path
        .replace('{name}', 'address-flag.v1.json')
        .replace('{number}', '1')
        .replaceAll(/\{\w+\}/g, 'x')}`;
      const { status } = await fetch(url, { method: method.toUpperCase() });
      expect([method, path, status === 404 || status >= 500]).toEqual([method, path, false]);
    }
  }
});

it('finds on the broker exactly the channels of the AsyncAPI document', async () => {
  const admin = connectKafka({ brokers: ready.kafkaBrokers, clientId: 'holdfast-test' }).admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  await admin.disconnect();
  const addresses = Object.values<Part>(Object(asyncApi.whole.channels)).map(({ address }) => String(address));
  const patterns = addresses.map((address) => {
    const source = address.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[a-zA-Z0-9._-]+');
    return new RegExp(`^${source}$`);
  });
  const matches = topics.map((topic) => [topic, patterns.filter((pattern) => pattern.test(topic)).length]);
  expect(matches.filter(([, count]) => count !== 1)).toEqual([]);
  expect(addresses.filter((address) => !address.includes('{') && !topics.includes(address))).toEqual([]);
});
