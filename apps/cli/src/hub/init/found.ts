import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hubSubmission, Publisher, TopicOffsets } from '@holdfast/bus';
import type { connectKafka } from '@holdfast/bus';
import { HUB, messageIdOf } from '@holdfast/contracts';
import type { OrganisationV1, SigningKey } from '@holdfast/contracts';
import { newKey, publicJwkOf, readKey, writeKey, writeSecret } from '@holdfast/platform';
import type { OwnedKey } from '@holdfast/platform';
import { directoryMessage } from '../../directory/directory-message.js';
import { newOfficer } from '../../directory/new-officer.js';
import { keyPath } from '../../settings.js';

type Kafka = ReturnType<typeof connectKafka>;

const PROCESSES = ['gateway', 'ledger', 'desk', 'delivery'] as const;
const OPERATORS = ['operator-1', 'operator-2'] as const;

/** Whether a hub was founded on these brokers: its organisation is said last, so that nothing is missing then. */
export async function isFounded(kafka: Kafka): Promise<boolean> {
  const offsets = new TopicOffsets(kafka);
  await offsets.start();
  const ends = await offsets.ends(['holdfast.organisations']);
  await offsets.stop();
  return ends.some(({ end }) => end > 0n);
}

/**
 * Founds a hub: the keys of its operators and processes; its organisation and its two operators as the first messages,
 * each signed by both operators, whose keys the organisation's own message carries.
 */
export async function found(kafka: Kafka, home: string, at: Date): Promise<void> {
  keyAt(home, 'log', () => newKey('log-1'));
  secretAt(home, 'erasure');
  const operators = OPERATORS.map((name) => operatorKey(home, name));
  const processes = PROCESSES.map((name) => ({
    kid: `${name}-1`,
    jwk: publicJwkOf(keyAt(home, name, () => newKey(`${name}-1`))),
    process: name.toUpperCase(),
  }));
  const organisation: OrganisationV1 = {
    id: HUB,
    type: 'HUB',
    legalName: 'Holdfast hub',
    jurisdiction: 'ZZ',
    groups: [],
    keys: [...operators.map((key) => ({ kid: key.kid, jwk: publicJwkOf(key) })), ...processes],
    licences: [],
    domains: [],
    certificates: [],
    formats: [],
    status: 'VERIFIED',
  };
  const officers = operators.map((key) =>
    directoryMessage(
      { kind: 'officer', reference: operatorReference(key), occurredAt: at },
      newOfficer(HUB, ['OPERATOR'], key),
    ),
  );
  const hub = directoryMessage({ kind: 'organisation', reference: 'hub/1', occurredAt: at }, organisation);
  const publisher = new Publisher(kafka, { timeoutMs: 10_000 });
  // The organisation comes last: while it is not there, an interrupted founding begins anew.
  await publisher.publish(officers.map((message) => hubSubmission(message, operators)));
  await publisher.publish([hubSubmission(hub, operators)]);
  await publisher.stop();
}

const operatorReference = ({ kid }: SigningKey) => `operator/${kid}`;

function operatorKey(home: string, name: string): OwnedKey {
  return keyAt(home, name, () => {
    const key = newKey();
    return { ...key, officer: messageIdOf({ sender: HUB, kind: 'officer', reference: operatorReference(key) }) };
  });
}

function secretAt(home: string, name: string): void {
  const path = join(home, 'keys', `${name}.secret`);
  if (!existsSync(path)) writeSecret(path);
}

/** A key that is there already is kept: a founding that was interrupted goes on with it. */
function keyAt(home: string, name: string, make: () => OwnedKey): OwnedKey {
  const path = keyPath(home, name);
  if (!existsSync(path)) writeKey(path, make());
  return readKey(path);
}
