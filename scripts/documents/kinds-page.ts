import { schemaOf, topicOf } from '@holdfast/contracts';
import type { JsonSchema, Kind } from '@holdfast/contracts';
import { officersOf } from './examples.js';
import type { MessageExample } from './examples.js';
import { fieldType } from './field-type.js';
import { envelopeSchema } from './message-schemas.js';
import { Shapes } from './shapes.js';

/** Every kind of message: who says it, who signs, where it travels, and its fields. */
export function kindsPage(note: string, kinds: readonly Kind[], examples: readonly MessageExample[]): string {
  const envelope = envelopeSchema();
  const shapes = new Shapes('#', [envelope, ...kinds.map(({ body }) => schemaOf(body))]);
  const envelopeFields = fieldTable(shapes.inside(envelope, 'Envelope'));
  const sections = kinds.map((kind) => kindSection(kind, shapes));
  const named = Object.entries(shapes.all).toSorted();
  return `# Kinds of message

${note}

| kind | version | what it says | published by | signed by | gated | topic |
|---|---|---|---|---|---|---|
${kinds.map((kind) => kindRow(kind, examples)).join('\n')}

A gated kind reaches its recipients only after a routing. The schemas are in [schemas](schemas/), the topics in
[asyncapi.json](asyncapi.json), the HTTP interface in [openapi.json](openapi.json).

## Envelope

What every message carries around its body.

${envelopeFields}

${sections.join('\n\n')}

## Shapes

${named.map(([name, schema]) => `### ${name}\n\n${fieldTable(schema)}`).join('\n\n')}
`;
}

function kindRow(kind: Kind, examples: readonly MessageExample[]): string {
  const { name, version, about, publishers, gated } = kind;
  const heading = `[${name}](#${name}-v${version})`;
  const says = kind.processes ? `hub (${kind.processes.join(', ')})` : publishers.join(', ');
  const row = [heading, version, about, says, signers(kind, examples), gated ? 'yes' : 'no', `\`${topicOf(kind)}\``];
  return `| ${row.join(' | ')} |`;
}

/** Who must have signed a message itself; approvals are messages of their own. */
function signers(kind: Kind, examples: readonly MessageExample[]): string {
  if (kind.processes) return 'the process';
  const counts = officersOf(kind, examples);
  const most = counts.at(-1) ?? 0;
  if (most === 0) return 'nobody needs to';
  const roles = kind.roles ? ` (${kind.roles.join(' or ')})` : '';
  const pair = kind.paired ? '; takes effect with the approval of another' : '';
  return `${counts.join(' or ')} ${most === 1 ? 'officer' : 'officers'}${roles}${pair}`;
}

function kindSection({ name, version, about, body }: Kind, shapes: Shapes): string {
  return `## ${name} v${version}

${about} [Schema](schemas/${name}.v${version}.json)

${fieldTable(shapes.inside(schemaOf(body), body.name))}`;
}

function fieldTable({ properties, required }: JsonSchema): string {
  const needed = new Set(Array.from<unknown>(Object(required ?? [])));
  const rows = Object.entries<JsonSchema>(Object(properties)).map(([name, schema]) => {
    const { description } = schema;
    return `| \`${name}\` | ${fieldType(schema)} | ${needed.has(name) ? 'yes' : ''} | ${String(description ?? '')} |`;
  });
  return `| field | type | required | meaning |\n|---|---|---|---|\n${rows.join('\n')}`;
}
