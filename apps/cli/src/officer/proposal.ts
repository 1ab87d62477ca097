import { ListOf, nested, parse, Sha256, Text } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';

/** Why the hub would refuse a message, apart from its signatures. */
export class ProposalFault {
  @Text({ max: 500, min: 0, about: 'JSON Pointer.' })
  pointer!: string;

  @Text({ max: 100, about: 'Rule.' })
  rule!: string;

  @Text({ max: 1000, about: 'What to do.' })
  message!: string;
}

/** What the hub reads in a message. */
export class Proposal {
  @Sha256({ optional: true, about: 'The hash that is signed.' })
  contentHash?: string;

  @Text({ max: 1024 * 1024, optional: true, about: 'The text of which it is the hash.' })
  canonical?: string;

  @ListOf(nested(() => ProposalFault), { max: 1_000, about: 'What keeps it out.' })
  faults!: ProposalFault[];
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
