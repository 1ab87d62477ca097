import { messageIdOf } from '@holdfast/contracts';
import { amountText } from '../world/wallet.js';
import type { Wallet } from '../world/wallet.js';
import { walletOf } from './answer.js';
import type { Speaker, TargetAnswer } from './answer.js';
import { reply } from './exchange.js';
import type { Asked, ExchangeState, HeldFunds, Reply } from './exchange.js';

/** What a freeze makes the exchange say: the holds it places, and its answer target by target. */
export interface Frozen {
  events: Reply[];
  perTarget: TargetAnswer[];
}

/** Holds what is there, up to the cap of the whole request; where nothing is held says what became of it. */
export function placeHolds(speaker: Speaker, asked: Asked): Frozen {
  const { freeze, targets } = asked.terms;
  const frozen: Frozen = { events: [], perTarget: [] };
  let left = freeze?.cap && BigInt(freeze.cap.amountAtomic);
  for (const target of targets) {
    const { targetId } = target;
    const wallet = walletOf(speaker.exchange, target);
    const known = Object.values(speaker.state.holds).find(isOf(asked, targetId));
    const hold = known ?? (wallet && newHold(speaker, asked, { targetId, wallet, left }));
    if (hold && !known) frozen.events.push(placed(speaker, asked, hold));
    if (hold && left !== undefined) left -= BigInt(hold.held.amountAtomic);
    frozen.perTarget.push(hold ? held(hold, wallet) : notHeld(targetId, wallet));
  }
  return frozen;
}

const isOf =
  ({ envelope }: Asked, target: string) =>
  ({ requestId, targetId }: HeldFunds) =>
    requestId === envelope.messageId && targetId === target;

/** What can be held for a target; undefined where nothing of what is asked for is there. */
function newHold(
  { exchange, state, now }: Speaker,
  { envelope, terms }: Asked,
  { targetId, wallet, left }: { targetId: string; wallet: Wallet; left: bigint | undefined },
): HeldFunds | undefined {
  const { freeze } = terms;
  const there = available(state, wallet);
  const amount = left === undefined || there < left ? there : left;
  if (!freeze || !isMeant(wallet, freeze) || amount <= 0n) return undefined;
  const missing = left === undefined ? 0n : left - amount;
  return {
    holdId: messageIdOf({
      sender: exchange.id,
      kind: 'hold-event',
      reference: referenceOf(envelope.messageId, targetId),
    }),
    requestId: envelope.messageId,
    targetId,
    state: 'PROVISIONAL',
    effectiveAt: now,
    held: { ...wallet.balance, amountAtomic: String(amount) },
    ...(missing > 0n ? { shortfall: { ...wallet.balance, amountAtomic: String(missing) } } : {}),
    expiresAt: freeze.expiresAt,
  };
}

type Freeze = NonNullable<Asked['terms']['freeze']>;

/** Whether the asset of the wallet is one that the freeze is about. */
function isMeant({ balance: { assetId } }: Wallet, { cap, assetIds }: Freeze): boolean {
  if (cap) return cap.assetId === assetId;
  return assetIds?.includes(assetId) ?? true;
}

/** What lies on a wallet and is not held or seized already. */
function available(state: ExchangeState, { address, balance }: Wallet): bigint {
  const taken = Object.values(state.holds).filter(({ requestId, targetId, state: now }) => {
    const target = state.requests[requestId]?.terms.targets.find((each) => each.targetId === targetId);
    return now !== 'RELEASED' && target?.address?.accountId === address.accountId;
  });
  return taken.reduce((left, { held: { amountAtomic } }) => left - BigInt(amountAtomic), BigInt(balance.amountAtomic));
}

const referenceOf = (requestId: string, targetId: string): string => `hold/${requestId}/${targetId}`;

function placed({ exchange, now }: Speaker, { envelope }: Asked, hold: HeldFunds): Reply {
  const { requestId, targetId, state, held: heldAmount, holdId: _own, ...facts } = hold;
  const saying = {
    kind: 'hold-event',
    reference: referenceOf(requestId, targetId),
    to: envelope.sender,
    now,
    text: `holds ${amountText(heldAmount)} for ${targetId}`,
  };
  return reply(exchange, saying, { requestId, targetId, state, heldAmount, ...facts });
}

function held({ targetId, requestId: _request, held: heldAmount, ...hold }: HeldFunds, wallet?: Wallet): TargetAnswer {
  return {
    targetId,
    outcome: hold.shortfall ? 'HOLD_PLACED_PARTIAL' : 'HOLD_PLACED',
    controls: 'YES',
    hold: { ...hold, state: 'PROVISIONAL', heldAmount },
    ...onwardOf(wallet),
  };
}

function notHeld(targetId: string, wallet?: Wallet): TargetAnswer {
  if (!wallet || wallet.role === 'FORMER') return { targetId, outcome: 'NO_MATCH', controls: 'NO' };
  const outcome = wallet.onward.length > 0 ? 'FUNDS_MOVED' : 'NO_BALANCE';
  return { targetId, outcome, controls: 'YES', reasonCode: 'FUNDS_NOT_PRESENT', ...onwardOf(wallet) };
}

const onwardOf = (wallet?: Wallet) => (wallet && wallet.onward.length > 0 ? { onward: wallet.onward } : {});
