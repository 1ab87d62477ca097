import { KindUnknown } from '../errors/kind-unknown.js';
import { refuse } from '../errors/message-rejected.js';
import { parse, validator } from '../fields/parse.js';
import { schemaOf } from '../fields/registry.js';
import type { JsonSchema } from '../fields/registry.js';
import { Int, Text } from '../fields/decorators.js';
import type { Kind } from '../kinds/kind.js';
import { kindOf } from '../kinds/kinds.js';
import { Envelope } from './envelope.js';
import { envelopeFaults } from './envelope-rules.js';

/** JSON Schema of a kind's whole message: the envelope with the kind's body. */
export function messageSchema({ name, version, body }: Kind): JsonSchema {
  const schema = schemaOf(Envelope);
  const properties = Object(schema.properties);
  return {
    ...schema,
    properties: { ...properties, kind: { const: name }, version: { const: version }, body: schemaOf(body) },
  };
}

const validators = new Map<Kind, (value: unknown) => Envelope>();

/** Compiled when the kind is first met: a process does not wait at its start for kinds that it never sees. */
function validatorOf(kind: Kind): (value: unknown) => Envelope {
  const known = validators.get(kind) ?? validator<Envelope>(messageSchema(kind));
  validators.set(kind, known);
  return known;
}

/**
 * Reads a whole envelope: its kind's schema, then the rules. Throws MessageRejected with every fault, or KindUnknown
 * for a kind or version that this build has not heard of.
 */
export function readEnvelope(value: unknown): Envelope {
  const kind = kindOfValue(value);
  const envelope = validatorOf(kind)(value);
  refuse([...envelopeFaults(envelope), ...kind.rules(envelope)]);
  return envelope;
}

/** The two fields that say how to read the rest. */
class Head {
  @Text({ max: 64, pattern: /^[a-z][a-z-]*$/, about: 'Kind of message.' })
  kind!: string;

  @Int({ min: 1, max: 1000, about: 'Version of the kind.' })
  version!: number;
}

function kindOfValue(value: unknown): Kind {
  const { kind, version } = Object(value);
  const head = parse(Head, { kind, version });
  const known = kindOf(head.kind, head.version);
  if (!known) throw new KindUnknown('This build does not know the kind or its version', { pointer: '/kind' });
  return known;
}
