import { setTimeout as delay } from 'node:timers/promises';
import { directoryKeyOf, OfficerV1, OrganisationV1, ownerOf, parse, readEnvelope } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';
import { CommandFailed } from '../output/command-failed.js';

const LOOK_AGAIN_MS = 50;
const TIMEOUT_MS = 20_000;

/** The version of a directory object that is in force. */
export interface InForce<Body> {
  body: Body;
  envelope: Envelope;
}

/** Every organisation as it is now. */
export async function organisations(client: HubClient): Promise<Map<string, InForce<OrganisationV1>>> {
  const envelopes = await directory(client, { kind: 'organisation' });
  const bodies = envelopes.map((envelope) => ({ body: parse(OrganisationV1, envelope.body), envelope }));
  return new Map(bodies.map((each) => [each.body.id, each]));
}

/** The organisation of that id. Throws CommandFailed when there is none. */
export async function organisation(client: HubClient, id: string): Promise<InForce<OrganisationV1>> {
  const known = (await organisations(client)).get(id);
  if (!known) throw new CommandFailed(`No partner ${id}; holdfast partner list shows all`);
  return known;
}

/** Officers as they are now, of a partner or of all, by their ids. */
export async function officers(client: HubClient, partner?: string): Promise<Map<string, InForce<OfficerV1>>> {
  const envelopes = await directory(client, { kind: 'officer', ...(partner === undefined ? {} : { partner }) });
  const bodies = envelopes.map((envelope) => ({ body: parse(OfficerV1, envelope.body), envelope }));
  return new Map(bodies.map((each) => [each.body.officerId ?? each.envelope.messageId, each]));
}

/** Waits until a version of a directory object is in force; false when the time is over before. */
export async function untilInForce(client: HubClient, envelope: Envelope): Promise<boolean> {
  const partner = ownerOf(directoryKeyOf(envelope) ?? '');
  for (const deadline = Date.now() + TIMEOUT_MS; ; await delay(LOOK_AGAIN_MS)) {
    const known = await directory(client, { partner });
    if (known.some(({ messageId }) => messageId === envelope.messageId)) return true;
    if (Date.now() > deadline) return false;
  }
}

async function directory(client: HubClient, wanted: { kind?: string; partner?: string }): Promise<Envelope[]> {
  const envelopes: Envelope[] = [];
  for (let more = true, after = ''; more;) {
    const query = new URLSearchParams({ ...wanted, ...(after === '' ? {} : { after }) });
    const page = Object(await client.get(`/v1/directory?${query}`));
    const items = Array.from<unknown>(page.items).map(Object);
    envelopes.push(...items.map(({ envelope }) => readEnvelope(envelope)));
    more = page.more === true;
    after = String(items.at(-1)?.key);
  }
  return envelopes;
}
