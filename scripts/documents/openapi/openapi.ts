import { schemaOf } from '@holdfast/contracts';
import type { JsonSchema, Kind } from '@holdfast/contracts';
import type { DeclaredError } from '../errors.js';
import type { MessageExample } from '../examples.js';
import { envelopeSchema, FORMATS, kindSchemas, submittedEnvelopeSchema } from '../message-schemas.js';
import type { MessageForm } from '../message-schemas.js';
import { Shapes } from '../shapes.js';
import { auditPaths } from './paths/audit.js';
import { documentPaths, healthPaths } from './paths/documents.js';
import { flagPaths } from './paths/flags.js';
import { logPaths } from './paths/log.js';
import { messagePaths } from './paths/messages.js';
import { readingPaths } from './paths/reading.js';
import { requestPaths } from './paths/requests.js';
import { tokenPaths } from './paths/tokens.js';
import { PROBLEM, problemResponses } from './problems.js';

const DESCRIPTION = `The only public door of a Holdfast hub.

Errors are problem details (RFC 9457) with a stable \`code\`; refused input names every fault by JSON Pointer and rule.
What is not listed with an operation can occur with each: \`internal\` (500) is a failure of the hub itself.

A message is sent without \`source\`; \`messageId\` and \`sender\` may be omitted: the hub derives them. Unknown
properties are refused, \`null\` is never a value, amounts are strings. ${FORMATS}`;

const TAGS = {
  Tokens: 'OAuth 2.0 client credentials with private_key_jwt.',
  Messages: 'Sending, and asking what became of it.',
  Feed: 'Everything that a partner may read, in one order.',
  Requests: 'What is asked, who answered, what is held.',
  Flags: 'Screening against the flags in force.',
  Ledger: 'The record, for whoever verifies it.',
  Directory: 'Who takes part, which officers act, with which keys.',
  Audit: "What the hub's operators ask of the record.",
  Documents: 'This interface, for machines.',
  Health: 'For whoever runs the hub.',
};

/** Everything that the document is derived from. */
export interface Declarations {
  version: string;
  kinds: readonly Kind[];
  examples: readonly MessageExample[];
  errors: readonly DeclaredError[];
  /** File names of the published schemas. */
  schemaNames: readonly string[];
}

/** The HTTP interface as OpenAPI 3.1. */
export function openApi({ version, kinds, examples, errors, schemaNames }: Declarations): JsonSchema {
  const atDoor = examples.filter(({ kind }) => kind.processes === undefined);
  const paths = {
    ...tokenPaths,
    ...messagePaths(atDoor),
    ...readingPaths(examples),
    ...flagPaths,
    ...requestPaths,
    ...logPaths,
    ...auditPaths,
    ...documentPaths(schemaNames),
    ...healthPaths,
  };
  const bodies = kinds.map(({ body }) => schemaOf(body));
  const shapes = new Shapes('#/components/schemas/', [{ paths }, envelopeSchema(), ...bodies]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The hub that serves this document.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{ oauth: [] }, { bearer: [] }],
    paths: shapes.inside(paths, ''),
    components: {
      securitySchemes: SECURITY,
      responses: problemResponses(errors, shapes.refer(PROBLEM)),
      examples: Object.fromEntries(atDoor.map(({ id, sent, kind }) => [id, { summary: kind.about, value: sent }])),
      schemas: messageComponents(shapes, kinds),
    },
  };
}

const SECURITY = {
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token from `/oauth/token`.' },
};

function messageComponents(shapes: Shapes, kinds: readonly Kind[]): Record<string, JsonSchema> {
  const received = { suffix: 'Message', envelope: shapes.refer(envelopeSchema()) };
  const submitted = { suffix: 'Submission', envelope: shapes.refer(submittedEnvelopeSchema(), 'Envelope') };
  anyKind(shapes, kinds, received);
  anyKind(
    shapes,
    kinds.filter(({ processes }) => processes === undefined),
    submitted,
  );
  return Object.fromEntries(Object.entries(shapes.all).toSorted());
}

/** A message of any of these kinds; a kind of several versions is a choice of its own, so that `kind` decides first. */
function anyKind(shapes: Shapes, kinds: readonly Kind[], form: MessageForm): void {
  const choices = kindSchemas(shapes, kinds, form);
  const mapping = Object.fromEntries([...choices].map(([name, { $ref }]) => [name, $ref]));
  shapes.define(form.suffix, { oneOf: [...choices.values()], discriminator: { propertyName: 'kind', mapping } });
}
