import { Command } from 'commander';
import { Flag, HUB, Instant, Int, ListOf, nested, OneOf, parse, Text } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { table } from '../output/table.js';
import { clientAs } from '../settings.js';
import type { CommonOptions } from '../settings.js';

const INDEX = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** An entry that reaches nobody. */
class SetAside {
  @Int({ ...INDEX, about: 'Index.' })
  index!: number;

  @OneOf(['conflict', 'quarantined'], { about: 'Why it reaches nobody.' })
  status!: string;

  @Text({ max: 100, optional: true, about: 'Why it was quarantined.' })
  reason?: string;

  @Text({ max: 100, optional: true, about: 'The kind that it claims to be.' })
  kind?: string;

  @Text({ max: 100, optional: true, about: 'The sender that it claims to have.' })
  sender?: string;

  @Text({ max: 249, about: 'Kind topic.' })
  topic!: string;

  @Int({ ...INDEX, about: 'Partition.' })
  partition!: number;

  @Int({ ...INDEX, about: 'Offset.' })
  offset!: number;

  @Instant({ optional: true, about: 'When it was accepted.' })
  acceptedAt?: string;
}

class SetAsidePage {
  @ListOf(nested(() => SetAside), { max: 1_000, about: 'In the order of the record.' })
  items!: SetAside[];

  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'Index after which the next page begins.' })
  next!: number;

  @Flag({ about: 'Whether there are more.' })
  more!: boolean;
}

interface ListOptions extends CommonOptions {
  as: string;
  after: string;
}

/** `holdfast quarantine list`: what was recorded and reaches nobody. */
export function quarantineCommand(common: (command: Command) => Command): Command {
  const group = new Command('quarantine').description('what was recorded and reaches nobody: list');
  common(group.command('list').description('lists conflicts and what is quarantined'))
    .option('--as <operator>', 'operator who asks', 'operator-1')
    .option('--after <index>', 'index after which the list begins', '-1')
    .addHelpText('after', '\nExample:\n  holdfast quarantine list --after 120000')
    .action(list);
  return group;
}

async function list(options: ListOptions): Promise<void> {
  const client = clientAs(options.as, options);
  if (client.partner !== HUB) throw new CommandFailed('Only operators of the hub may see it; name one with --as');
  const items = await itemsAfter(client, options.after);
  if (options.json) process.stdout.write(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  else process.stdout.write(items.length === 0 ? 'Nothing is set aside\n' : textOf(items));
}

async function itemsAfter(client: HubClient, after: string): Promise<SetAside[]> {
  const items: SetAside[] = [];
  for (let [from, more] = [after, true]; more;) {
    const page = parse(SetAsidePage, await client.get(`/v1/audit/quarantine?after=${encodeURIComponent(from)}`));
    items.push(...page.items);
    [from, more] = [String(page.next), page.more];
  }
  return items;
}

const textOf = (items: readonly SetAside[]): string =>
  table(
    ['index', 'status', 'reason', 'kind', 'sender', 'topic/partition/offset', 'accepted'],
    items.map(({ index, status, reason, kind, sender, topic, partition, offset, acceptedAt }) => [
      String(index),
      status,
      reason ?? '',
      kind ?? '',
      sender ?? '',
      `${topic}/${partition}/${offset}`,
      acceptedAt ?? 'erased',
    ]),
  );
