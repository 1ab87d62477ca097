import { CanonicalRecord } from '@holdfast/bus';
import { schemaOf } from '@holdfast/contracts';
import type { JsonSchema, Kind } from '@holdfast/contracts';
import type { MessageExample } from '../examples.js';
import { envelopeSchema, FORMATS, kindSchemas, messageName } from '../message-schemas.js';
import { Shapes } from '../shapes.js';
import { channelObject, operationObject } from './channel.js';
import { headersSchema, SUBMITTED } from './headers.js';
import { patternChannels } from './patterns.js';
import { hubChannels, kindChannels } from './topics.js';

const DESCRIPTION = `The Kafka topics of a Holdfast hub, as its own processes use them; partners read those that are
made for them.

Records are CloudEvents 1.0 in binary mode. The value is the canonical form (RFC 8785) of the message and is never
written anew. Header values are UTF-8 text, except \`holdfast-salt\`. ${FORMATS}`;

/** The topics as AsyncAPI. */
export function asyncApi(declared: {
  version: string;
  kinds: readonly Kind[];
  examples: readonly MessageExample[];
}): JsonSchema {
  const { version, kinds, examples } = declared;
  const form = { suffix: 'Message', envelope: { $ref: '#/components/schemas/Envelope' } };
  const shapes = new Shapes('#/components/schemas/', [envelopeSchema(), ...kinds.map(({ body }) => schemaOf(body))]);
  shapes.refer(envelopeSchema());
  shapes.refer(schemaOf(CanonicalRecord));
  const anyMessage = shapes.define('Message', { oneOf: [...kindSchemas(shapes, kinds, form).values()] });
  const payloadOf = (kind: Kind) => ({ $ref: `#/components/schemas/${messageName(kind, form)}` });
  const headers = shapes.define('KindHeaders', headersSchema(SUBMITTED));
  const messages = { kinds, examples, headers, payloadOf, anyMessage };
  const channels = [...kindChannels(messages), ...hubChannels(messages), ...patternChannels(messages)];
  return {
    asyncapi: '3.1.0',
    info: { title: 'Holdfast topics', version, description: DESCRIPTION, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels: Object.fromEntries(channels.map(([id, channel]) => [id, channelObject(channel)])),
    operations: Object.fromEntries(channels.map(([id, channel]) => [id, operationObject(id, channel)])),
    components: {
      schemas: Object.fromEntries(Object.entries(shapes.all).toSorted()),
      securitySchemes: {
        scram: { type: 'scramSha512', description: 'A user for each process; the ACLs are by topic.' },
      },
    },
  };
}

const BROKERS = { brokers: { description: 'KAFKA_BROKERS of the hub.', default: 'localhost:9092' } };

const SERVERS = {
  production: {
    host: '{brokers}',
    protocol: 'kafka-secure',
    description: 'TLS and SASL, without which a hub in production does not start.',
    variables: BROKERS,
    security: [{ $ref: '#/components/securitySchemes/scram' }],
  },
  development: { host: '{brokers}', protocol: 'kafka', description: 'A hub on one machine.', variables: BROKERS },
};
