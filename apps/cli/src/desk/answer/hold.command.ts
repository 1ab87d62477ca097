import { Command } from 'commander';
import type { HoldEventV1 } from '@holdfast/contracts';
import type { HubClient } from '../../client/hub-client.js';
import { publishSigned } from '../../client/publish-signed.js';
import { EXIT } from '../../output/exit-code.js';
import { CommandFailed } from '../../output/command-failed.js';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { findHold, findRequest, messageOf } from '../ask/find-request.js';
import { holdEventMessage } from '../say/answers/hold-event.js';
import { placedHold } from '../say/answers/placed-hold.js';
import type { HoldView } from '../view/request-view.js';
import { amountText } from '../values/amount-of.js';
import { endOf } from '../values/end-of.js';

interface HoldOptions extends CommonOptions {
  as: string;
}

interface PlaceOptions extends HoldOptions {
  target?: string;
  amount: string;
  asset?: string;
  decimals?: number;
  expires?: string;
}

/** `holdfast hold …`: what a holder of assets says of a hold. */
export function holdCommand(common: (command: Command) => Command): Command {
  const group = new Command('hold').description('holds under a request: place, confirm, extend, release');
  const sub = (name: string, about: string, example: string) =>
    common(group.command(name).description(about))
      .requiredOption('--as <partner>', 'exchange, custodian or issuer that holds')
      .addHelpText('after', `\nExample:\n  holdfast hold ${example} --as demo-exchange-1`);
  const [request, hold] = ['1d2c3b4a-5968-8776-8554-433221100ffe', '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211'];
  sub('place <request>', 'tells that assets are held from now on', `place ${request} --target T1 --amount 31900`)
    .requiredOption('--amount <decimal>', 'what is held; what is missing to what was asked follows from it')
    .option('--target <id>', 'target of the request, where it has several')
    .option('--asset <asset>', 'asset, where it is not the one that was asked for')
    .option('--decimals <number>', 'decimals of an asset that is not known here', Number)
    .option('--expires <time>', 'when it ends by itself; otherwise as the request says')
    .action(place);
  sub('confirm <hold>', 'tells that a hold is confirmed: its legal document is there', `confirm ${hold}`)
    .option('--expires <time>', 'when it ends by itself; otherwise as before')
    .action((holdId: string, options: HoldOptions & { expires?: string }) => later(holdId, options, confirmed));
  sub('extend <hold>', 'tells that a hold lasts as long as a request for extension says', `extend ${hold}`).action(
    (holdId: string, options: HoldOptions) => later(holdId, options, extended),
  );
  sub('release <hold>', 'tells that a hold is let go', `release ${hold} --why "Withdrawn."`)
    .requiredOption('--why <text>', 'why; never customer data')
    .action((holdId: string, options: HoldOptions & { why: string }) =>
      later(holdId, options, () => ({ state: 'RELEASED', reason: options.why })),
    );
  return group;
}

async function place(requestId: string, options: PlaceOptions): Promise<void> {
  const client = clientAs(options.as, options);
  const view = await findRequest(client, requestId);
  const at = new Date();
  const event = placedHold(await messageOf(client, view), { ...options, at });
  await tell(client, { requester: view.sender, at, event }, options);
}

type Change = Omit<HoldEventV1, 'requestId' | 'targetId' | 'holdId'>;

/** Tells a later event of a hold that this partner holds. */
async function later<O extends HoldOptions>(
  holdId: string,
  options: O,
  change: (hold: HoldView, options: O, at: Date) => Change,
): Promise<void> {
  const client = clientAs(options.as, options);
  const { view, hold } = await findHold(client, holdId, 'received');
  const at = new Date();
  const event = { requestId: view.requestId, targetId: hold.targetId, holdId, ...change(hold, options, at) };
  await tell(client, { requester: view.sender, at, event }, options);
}

function confirmed({ said }: HoldView, { expires }: { expires?: string }, at: Date): Change {
  return { ...said, state: 'CONFIRMED', ...(expires === undefined ? {} : { expiresAt: endOf(expires, at) }) };
}

function extended({ holdId, extensions, endsAt }: HoldView): Change {
  const expiresAt = extensions.toSorted().at(-1);
  if (expiresAt !== undefined) return { state: 'EXTENDED', expiresAt };
  throw new CommandFailed(`No approved request extends ${holdId}; it ends ${endsAt ?? 'as it was placed'}`);
}

async function tell(
  client: HubClient,
  said: { requester: string; at: Date; event: HoldEventV1 },
  { json }: CommonOptions,
): Promise<void> {
  const { sealed, entry } = await publishSigned(client, holdEventMessage(said), []);
  const { messageId } = sealed.envelope;
  const { state, holdId = messageId, requestId, heldAmount, shortfall } = said.event;
  const answer = { messageId, holdId, requestId, state, reason: entry.reason };
  const amounts = [heldAmount && `holds ${amountText(heldAmount)}`, shortfall && `${amountText(shortfall)} is missing`];
  const text = [`hold ${holdId} is ${state}`, ...amounts.filter((each) => each !== undefined)].join(', ');
  const effect = entry.reason === undefined ? '' : `; recorded without effect: ${entry.reason}`;
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${text}${effect}\n`);
  if (entry.reason !== undefined) process.exitCode = EXIT.refused;
}
