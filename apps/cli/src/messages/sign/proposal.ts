import { ListOf, nested, parse, Sha256, Text } from '@holdfast/contracts';
import { BrokenRule } from '../../client/broken-rule.js';
import type { HubClient } from '../../client/hub-client.js';

/** What the hub reads in a message. */
export class Proposal {
  @Sha256({ optional: true, about: 'The hash that is signed.' })
  contentHash?: string;

  @Text({ max: 1024 * 1024, optional: true, about: 'The text of which it is the hash.' })
  canonical?: string;

  @ListOf(nested(() => BrokenRule), { max: 1_000, about: 'What keeps it out.' })
  faults!: BrokenRule[];
}

/** What the hub would have signed for this message. */
export async function proposalOf(client: HubClient, message: object): Promise<Proposal> {
  const { proposals } = Object(await client.post('/v1/proposals', message));
  const { contentHash, canonical, faults } = Object(Array.from<unknown>(proposals)[0]);
  return parse(Proposal, {
    faults,
    ...(contentHash === undefined ? {} : { contentHash }),
    ...(canonical === undefined ? {} : { canonical }),
  });
}
