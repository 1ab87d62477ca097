import { Parser } from '@asyncapi/parser';
import { HUB, kinds, OrganisationV1, parse } from '@holdfast/contracts';
import { mayPublish } from '@holdfast/policy';
import { Validator } from '@seriousme/openapi-schema-validator';
import { addressFaults } from '../apps/gateway/src/admit/address-faults.js';
import { example } from '../libs/contracts/test/examples.js';
import { contractFiles } from '../scripts/documents/documents.js';
import { messageExamples } from '../scripts/documents/examples.js';
import { Shapes } from '../scripts/documents/shapes.js';
import { Contract } from './support/documents.js';
import type { Part } from './support/documents.js';
import { gatewayRoutes } from './support/routes.js';

const files = contractFiles('');
const fileOf = (name: string): Part => JSON.parse(files.get(`docs/reference/${name}`) ?? '{}');
const openApi = new Contract(fileOf('openapi.json'));
const asyncApi = new Contract(fileOf('asyncapi.json'));
const examples = messageExamples(kinds);
const member = parse(OrganisationV1, example('organisation').body);
const references = ({ $ref }: Part) => (typeof $ref === 'string' ? [$ref] : []);

it('keeps two shapes of one name apart, each under the name of its owner', () => {
  const shape = (title: string, properties: object) => ({ title, type: 'object', properties });
  const [a, b] = ['a', 'b'].map((field) => shape(`Owner${field}`, { part: shape('Part', { [field]: {} }) }));
  const shapes = new Shapes('#/$defs/', [a ?? {}, b ?? {}]);
  for (const each of [a, b]) shapes.refer(each ?? {});
  expect(Object.keys(shapes.all)).toEqual(['OwneraPart', 'Ownera', 'OwnerbPart', 'Ownerb']);
  expect(shapes.all.Ownera).toMatchObject({ properties: { part: { $ref: '#/$defs/OwneraPart' } } });
});

describe('the AsyncAPI document', () => {
  it('is read by the stock parser without any remark', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApi.whole));
    expect(diagnostics.map(({ code, message, path }) => [code, message, path.join('/')])).toEqual([]);
    expect(document?.channels().all().length).toBeGreaterThan(kinds.length);
  });

  it('has examples of headers and payload as its schemas say', () => {
    const messages = [...asyncApi.parts()].filter(([, { payload, headers, name }]) => payload && headers && name);
    const shown = messages.flatMap(([path, { payload, headers, examples }]) =>
      Array.from<Part>(Object(examples ?? [])).map((example) => [
        path,
        asyncApi.faults(payload, example.payload),
        asyncApi.faults(headers, example.headers),
      ]),
    );
    expect(shown.length).toBeGreaterThan(examples.length);
    expect(shown.filter((each) => each.flat().length > 1)).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1, and every reference leads somewhere', async () => {
    const { valid, errors } = await new Validator().validate({ ...openApi.whole });
    expect([valid, errors]).toEqual([true, undefined]);
    const all = [...openApi.parts()].flatMap(([, part]) => references(part));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((reference) => openApi.resolve(reference) === undefined)).toEqual([]);
  });

  it('keeps no component that nothing refers to', () => {
    const used = new Set([...openApi.parts()].flatMap(([, part]) => references(part)));
    const { securitySchemes: _byName, ...components } = Object(openApi.whole.components);
    const kept = Object.entries<object>(components).flatMap(([place, own]) =>
      Object.keys(own).map((name) => `#/components/${place}/${name}`),
    );
    expect(kept.filter((reference) => !used.has(reference))).toEqual([]);
  });

  it('names exactly the routes of the gateway', async () => {
    const paths = Object.entries<object>(Object(openApi.whole.paths));
    const documented = paths.flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(await gatewayRoutes());
  });

  it('takes every kind that may come through the door, and gives every kind', () => {
    const kindsOf = (name: string) => {
      const { mapping } = Object(Object(openApi.resolve(`#/components/schemas/${name}`)).discriminator);
      return Object.keys(mapping).toSorted();
    };
    const names = (some: typeof kinds) => [...new Set(some.map(({ name }) => name))].toSorted();
    expect(kindsOf('Message')).toEqual(names(kinds));
    expect(kindsOf('Submission')).toEqual(names(kinds.filter(({ processes }) => processes === undefined)));
  });

  it('has examples as its schemas say', () => {
    const media = [...openApi.parts()].filter(([path]) => path.endsWith('/content/application/json'));
    const shown = media.flatMap(([path, { schema, example, examples: byName }]) => {
      const named = Object.values<Part>(Object(byName ?? {})).map(({ $ref }) => Object(openApi.resolve(String($ref))));
      const values = [...named.map(({ value }) => value), ...(example === undefined ? [] : [example])];
      return values.map((value) => [path, ...openApi.faults(schema, value)]);
    });
    expect(shown.length).toBeGreaterThan(examples.length);
    expect(shown.filter(({ length }) => length > 1)).toEqual([]);
  });

  it('shows lines that are messages', () => {
    const { example } = Object(
      openApi.resolve('#/paths/~1v1~1messages/post/requestBody/content/application~1x-ndjson'),
    );
    const lines = String(example).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    const submission = { $ref: '#/components/schemas/Submission' };
    expect(lines.flatMap((line) => openApi.faults(submission, JSON.parse(line)))).toEqual([]);
  });
});

describe.each(examples.map((example) => [example.id, example] as const))('%s', (_, { kind, sent, recorded }) => {
  const file = new Contract(fileOf(`schemas/${kind.name}.v${kind.version}.json`));
  const root = { $ref: '#' };
  const message = { $ref: '#/components/schemas/Message' };

  it('is a message by the published schema of its kind', () => {
    expect(file.whole.$id).toBe(`urn:holdfast:schema:${kind.name}:v${kind.version}`);
    expect([file.faults(root, recorded), openApi.faults(message, recorded)]).toEqual([[], []]);
  });

  it('is none with a property that nobody declared, at any depth, or with null, or without its id', () => {
    for (const wrong of variants({ ...recorded })) {
      expect([wrong, file.faults(root, wrong).length > 0]).toEqual([wrong, true]);
      expect(openApi.faults(message, wrong)).not.toEqual([]);
    }
  });

  it('is accepted at the door from an organisation that may send it, once it is signed', () => {
    if (kind.processes || kind.machine?.(recorded) !== undefined) return;
    const verdicts = kind.publishers.map((type) =>
      mayPublish({ ...member, type, id: type === 'HUB' ? HUB : member.id }, recorded),
    );
    expect(verdicts.filter(({ allowed }) => allowed)).not.toEqual([]);
    expect(addressFaults(recorded)).toEqual([]);
  });

  it('is a submission with and without what the hub derives, and none with a source', () => {
    if (kind.processes) return;
    const submission = { $ref: '#/components/schemas/Submission' };
    const { messageId: _id, sender: _sender, ...short } = recorded;
    for (const right of [sent, short, recorded]) expect(openApi.faults(submission, right)).toEqual([]);
    const source = { format: 'x', version: '1', originalSha256: 'a'.repeat(64), losses: [] };
    expect(openApi.faults(message, { ...recorded, source })).toEqual([]);
    expect(openApi.faults(submission, { ...recorded, source })).not.toEqual([]);
  });
});

/** The message, wrong in one way each. */
function* variants(message: Part): Generator<unknown> {
  const { messageId: _id, ...anonymous } = message;
  yield anonymous;
  yield* spoilt(message, (object) => ({ ...object, undeclared: 1 }));
  yield { ...message, body: { ...Object(message.body), ...nulls(Object(message.body)) } };
}

/** The value with one object in it spoilt, for each object that it holds. */
function* spoilt(value: unknown, spoil: (object: Part) => unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) for (const wrong of spoilt(each, spoil)) yield value.with(at, wrong);
    return;
  }
  yield spoil(Object(value));
  for (const [name, each] of Object.entries(value)) {
    for (const wrong of spoilt(each, spoil)) yield { ...value, [name]: wrong };
  }
}

const nulls = (body: Part) => Object.fromEntries(Object.keys(body).map((name) => [name, null]));
