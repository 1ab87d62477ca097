import { EnforcementRequestV1, parse } from '@holdfast/contracts';
import type { Envelope, HoldEventV1 } from '@holdfast/contracts';
import { CommandFailed } from '../../../output/command-failed.js';
import { amountOf, shortfallOf } from '../../values/amount-of.js';
import { assetOf } from '../../values/assets.js';
import type { Asset } from '../../values/assets.js';
import { endOf } from '../../values/end-of.js';

/** What is held from now on. */
export interface Placed {
  target?: string;
  amount: string;
  asset?: string;
  decimals?: number;
  expires?: string;
  at: Date;
}

/**
 * The first event of a hold under a freeze: it ends when the request says, and what is missing to its cap follows from
 * the amount. Throws CommandFailed where the request is no freeze, or has no such target.
 */
export function placedHold(request: Envelope, placed: Placed): HoldEventV1 {
  const { freeze, requestType, targets } = parse(EnforcementRequestV1, request.body);
  if (!freeze) throw new CommandFailed(`${request.messageId} is ${requestType}: nothing is to be held for it`);
  const { expires, at } = placed;
  const targetId = targetOf(placed.target, targets);
  const heldAmount = amountOf(
    placed.amount,
    heldAsset(placed, freeze.cap, targets.find((each) => each.targetId === targetId)?.address?.chainId),
  );
  const shortfall = freeze.cap && shortfallOf(heldAmount, freeze.cap);
  return {
    requestId: request.messageId,
    targetId,
    state: 'PROVISIONAL',
    effectiveAt: at.toISOString(),
    heldAmount,
    ...(shortfall ? { shortfall } : {}),
    expiresAt: expires === undefined ? freeze.expiresAt : endOf(expires, at),
  };
}

function targetOf(named: string | undefined, targets: EnforcementRequestV1['targets']): string {
  const ids = targets.map(({ targetId }) => targetId);
  const target = named ?? (ids.length === 1 ? ids[0] : undefined);
  if (target !== undefined && ids.includes(target)) return target;
  throw new CommandFailed(`Say for which target: --target ${ids.join(' or ')}`);
}

function heldAsset({ asset, decimals }: Placed, cap: Asset | undefined, chainId = ''): Asset {
  if (asset !== undefined) return assetOf({ asset, chainId, ...(decimals === undefined ? {} : { decimals }) });
  if (cap) return cap;
  throw new CommandFailed('The request names no asset; say which: --asset USDT');
}
