import { organisation } from '../../directory/in-force.js';
import { CommandFailed } from '../../output/command-failed.js';
import { findHold, generationInForce } from '../ask/find-request.js';
import type { Officer } from '../ask/officer.js';
import { authorityOf } from '../say/requests/authority.js';
import type { AuthorityOptions } from '../say/requests/authority.js';
import { freezeMessage } from '../say/requests/freeze.js';
import type { Recipients } from '../say/requests/freeze.js';
import { onHoldMessage } from '../say/requests/on-hold.js';
import type { HoldOrder } from '../say/requests/on-hold.js';
import type { HoldView } from '../view/request-view.js';
import { addressOf } from '../values/address-of.js';
import { amountOf } from '../values/amount-of.js';
import { assetOf } from '../values/assets.js';
import { endOf } from '../values/end-of.js';
import { needed } from '../values/needed.js';

/** What a request of a type is built from. */
export interface TypeOptions extends AuthorityOptions {
  to: string[];
  lookup?: string;
  group: string[];
  address: string[];
  chain?: string;
  amount?: string;
  asset?: string;
  decimals?: number;
  expires?: string;
  documentDue?: string;
  priority: string;
  ground?: string;
  hold?: string;
}

/** A request of this type from its flags. Throws CommandFailed naming what is missing. */
export async function messageByType(type: string, officer: Officer, options: TypeOptions): Promise<object> {
  return type === 'FREEZE' ? freeze(officer, options) : onHold(type, officer, options);
}

async function freeze({ client, id }: Officer, options: TypeOptions): Promise<object> {
  const flags = { address: '--address ADDRESS', amount: '--amount 48250.75', asset: '--asset USDT' };
  const { address, amount, asset, decimals, chain, priority, ground } = needed(options, flags);
  const { expires = '72h', documentDue = '24h' } = options;
  const at = new Date();
  const addresses = address.map((text) => addressOf(text, chain));
  const chainId = addresses[0]?.chainId ?? '';
  const { body } = await organisation(client, client.partner);
  return freezeMessage({
    addresses,
    cap: amountOf(amount, assetOf({ asset, chainId, ...(decimals === undefined ? {} : { decimals }) })),
    expiresAt: endOf(expires, at),
    documentDueAt: endOf(documentDue, at),
    to: recipientsOf(options),
    priority,
    ...(ground === undefined ? {} : { ground }),
    officer: id,
    at,
    authority: authorityOf(options, body, { at, documentStatus: 'TO_FOLLOW' }),
  });
}

function recipientsOf({ to, lookup, group }: TypeOptions): Recipients {
  if (lookup === undefined && to.length > 0) return { partners: to };
  if (lookup !== undefined && to.length === 0)
    return { lookupId: lookup, groups: group.length > 0 ? group : ['exchanges'] };
  throw new CommandFailed(
    'Say who is asked: --to PARTNER, or --lookup REQUEST for whoever that lookup names; not both',
  );
}

async function onHold(type: string, { client, id: officer }: Officer, options: TypeOptions): Promise<object> {
  const { hold: holdId, why } = needed(options, { hold: '--hold HOLD', why: '--why "…"' });
  const { view, hold } = await findHold(client, holdId, 'sent');
  const { holder, targetId } = hold;
  const at = new Date();
  const wish = type === 'RELEASE' ? releaseOf(hold, options) : extensionOf(options, at);
  const { requestId } = view;
  return onHoldMessage(await generationInForce(client, view), {
    requestId,
    holdId,
    holder,
    targetId,
    officer,
    at,
    why,
    wish,
  });
}

function extensionOf(options: TypeOptions, at: Date): HoldOrder['wish'] {
  const { expires } = needed(options, { expires: '--expires 30d (the new end)' });
  return { requestType: 'FREEZE_EXTENSION', newEnd: endOf(expires, at) };
}

function releaseOf({ said }: HoldView, { amount }: TypeOptions): HoldOrder['wish'] {
  if (amount === undefined) return { requestType: 'RELEASE' };
  if (said.heldAmount) return { requestType: 'RELEASE', releaseAmount: amountOf(amount, said.heldAmount) };
  throw new CommandFailed('Its holder has not said what is held; release all of it: leave out --amount');
}
