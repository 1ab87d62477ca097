import { Envelope, formats, messageSchema, schemaOf } from '@holdfast/contracts';
import type { JsonSchema, Kind } from '@holdfast/contracts';
import { Shapes } from './shapes.js';

/** Ours are narrower than the standard's, or not in it; one that is not explained here does not compile. */
const MEANING: Readonly<Record<keyof typeof formats, string>> = {
  'date-time': 'RFC 3339 in UTC with exactly three decimals and `Z`',
  date: 'RFC 3339, a day that exists',
  duration: 'ISO 8601 in whole numbers',
  'time-zone': 'a name of the IANA time zone database',
  recurrence: 'a rule of RFC 5545 without its property name',
  text: 'Unicode in NFC without control characters (but tab and line feed) and bidirectional overrides',
};

/** What the formats of the schemas mean. */
export const FORMATS = `Formats: ${Object.entries(MEANING)
  .map(([name, meaning]) => `\`${name}\` is ${meaning}`)
  .join('; ')}.`;

/** The whole message of a kind as it is recorded, as a schema that needs no other file. */
export function messageFile(kind: Kind): JsonSchema {
  const { name, version, about, body } = kind;
  const { title: _envelope, ...schema } = messageSchema(kind);
  const shapes = new Shapes('#/$defs/', [schema]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:holdfast:schema:${name}:v${version}`,
    title: `${name} v${version}`,
    description: about,
    $comment: FORMATS,
    ...shapes.inside(schema, body.name),
    $defs: shapes.all,
  };
}

/** What all messages have in common; `body` is narrowed by the kind. */
export function envelopeSchema(): JsonSchema {
  const { properties, ...rest } = schemaOf(Envelope);
  const { body, ...fields } = Object(properties);
  return { ...rest, properties: { ...fields, body: { type: 'object', description: body.description } } };
}

/** What a partner may send: the id and the sender may be left to the hub, which alone writes the source. */
export function submittedEnvelopeSchema(): JsonSchema {
  const { properties, required, ...rest } = envelopeSchema();
  const { source: _hubOnly, ...fields } = Object(properties);
  const derived = new Set(['messageId', 'sender']);
  const needed = Array.from<string>(Object(required)).filter((name) => !derived.has(name));
  return { ...rest, title: 'SubmittedEnvelope', properties: fields, required: needed };
}

/** One form in which messages are written: the name of its schemas, and its envelope. */
export interface MessageForm {
  suffix: string;
  envelope: JsonSchema;
}

/** Keeps a schema for each version of each kind in this form, and gives a reference for each kind. */
export function kindSchemas(shapes: Shapes, kinds: readonly Kind[], form: MessageForm): Map<string, JsonSchema> {
  const kept = [...Map.groupBy(kinds, ({ name }) => name)].map(([name, versions]): [string, JsonSchema] => {
    const [first, ...more] = versions.map((kind) => versionSchema(shapes, kind, form));
    if (first === undefined || more.length === 0) return [name, first ?? {}];
    return [name, shapes.define(`${pascal(name)}${form.suffix}`, { oneOf: [first, ...more] })];
  });
  return new Map(kept);
}

function versionSchema(shapes: Shapes, { name, version, about, body }: Kind, form: MessageForm): JsonSchema {
  const own = shapes.define(`${body.name}Content`, {
    type: 'object',
    properties: { kind: { const: name }, version: { const: version }, body: shapes.refer(schemaOf(body)) },
    required: ['kind', 'version', 'body'],
  });
  return shapes.define(messageName({ name, version }, form), { description: about, allOf: [form.envelope, own] });
}

/** The name of the schema of a version of a kind in a form. */
export function messageName({ name, version }: Pick<Kind, 'name' | 'version'>, { suffix }: { suffix: string }): string {
  return `${pascal(name)}V${version}${suffix}`;
}

const pascal = (name: string) => name.replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
