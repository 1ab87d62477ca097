import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { Publisher, submission, TopicOffsets } from '@holdfast/bus';
import type { connectKafka } from '@holdfast/bus';
import { seal, signContent } from '@holdfast/contracts';
import type { OrganisationV1, SigningKey } from '@holdfast/contracts';
import { newKey, publicJwkOf, readKey, writeKey } from '@holdfast/platform';
import { organisationMessage } from '../partner/organisation-message.js';
import { keyPath } from '../settings.js';

type Kafka = ReturnType<typeof connectKafka>;

const PROCESSES = ['gateway', 'ledger', 'delivery'] as const;
const OPERATORS = ['operator-1', 'operator-2'] as const;

/** Whether a record exists: then no hub can be founded on these brokers. */
export async function hasRecord(kafka: Kafka): Promise<boolean> {
  const offsets = new TopicOffsets(kafka);
  await offsets.start();
  const ends = await offsets.ends(['holdfast.organisations', 'holdfast.recorded']);
  await offsets.stop();
  return ends.some(({ end }) => end > 0n);
}

/**
 * Founds a hub: the keys of its operators and processes, and its organisation as the first message, signed by an
 * operator whose key the message itself carries.
 */
export async function found(kafka: Kafka, home: string, at: Date): Promise<void> {
  const operators = OPERATORS.map((name) => ({ key: keyAt(home, name, name) }));
  const processes = PROCESSES.map((name) => ({ key: keyAt(home, name, `${name}-1`), process: name.toUpperCase() }));
  const organisation: OrganisationV1 = {
    id: 'hub',
    type: 'HUB',
    legalName: 'Holdfast hub',
    jurisdiction: 'ZZ',
    groups: [],
    keys: [...operators, ...processes].map(({ key, ...rest }) => ({ kid: key.kid, jwk: publicJwkOf(key), ...rest })),
    licences: [],
    domains: [],
    certificates: [],
    formats: [],
    status: 'VERIFIED',
  };
  const message = organisationMessage(organisation, { reference: 'hub/1', occurredAt: at });
  const { contentHash } = seal(message, 'hub');
  const signer = operators[0]?.key ?? keyAt(home, 'operator-1', 'operator-1');
  const { envelope, bytes } = seal({ ...message, signatures: [signContent(contentHash, 'partner', signer)] }, 'hub');
  const publisher = new Publisher(kafka, { timeoutMs: 10_000 });
  await publisher.publish([submission(envelope, bytes, randomBytes(32))]);
  await publisher.stop();
}

/** A key that is there already is kept: a founding that was interrupted goes on with it. */
function keyAt(home: string, name: string, kid: string): SigningKey {
  const path = keyPath(home, name);
  if (!existsSync(path)) writeKey(path, newKey(kid));
  return readKey(path);
}
