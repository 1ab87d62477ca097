import { Flag, Instant, Int, ListOf, MessageId, nested, parse, Text } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';

/** A message that a key signed. */
export class SignedMessage {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index.' })
  index!: number;

  @MessageId({ about: 'The message.' })
  messageId!: string;

  @Text({ max: 64, about: 'Its kind.' })
  kind!: string;

  @Instant({ about: 'When it was accepted.' })
  acceptedAt!: string;
}

class SignedPage {
  @ListOf(nested(() => SignedMessage), { max: 1_000, about: 'Messages in the order of the record.' })
  messages!: SignedMessage[];

  @Flag({ about: 'Whether there are more.' })
  more!: boolean;
}

/** Everything that a key of a partner has signed since a time, in the order of the record. */
export async function signedWith(
  client: HubClient,
  { partner, kid, since }: { partner: string; kid: string; since: string },
): Promise<SignedMessage[]> {
  const all: SignedMessage[] = [];
  for (let more = true; more;) {
    const query = new URLSearchParams({ partner, since, after: String(all.at(-1)?.index ?? -1) });
    const page = parse(SignedPage, await client.get(`/v1/keys/${encodeURIComponent(kid)}/messages?${query}`));
    all.push(...page.messages);
    ({ more } = page);
  }
  return all;
}
