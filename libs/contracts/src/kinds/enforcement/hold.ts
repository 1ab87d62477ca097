import type { Fault } from '../../errors/message-rejected.js';
import { Instant, Nested, OneOf } from '../../fields/decorators.js';
import { Amount, TxId } from '../shapes/address.js';
import { partFaults } from '../shapes/faults.js';

const HOLD_STATES = [
  'PROVISIONAL',
  'CONFIRMED',
  'EXTENDED',
  'RELEASED',
  'SEIZED',
  'LAPSED',
  'SUBMITTED_ONCHAIN',
  'EFFECTIVE_ONCHAIN',
  'REMOVED_ONCHAIN',
] as const;

export type HoldState = (typeof HOLD_STATES)[number];

/** What an issuer did on the chain. */
export class OnchainAct {
  @Nested(() => TxId, { about: 'The transaction that was submitted.' })
  submitTx!: TxId;

  @Nested(() => TxId, { optional: true, about: 'The transaction that took effect.' })
  effectiveTx?: TxId;
}

/** What is held, since when and until when. */
export class Hold {
  @OneOf(HOLD_STATES, { about: 'State of the hold.' })
  state!: HoldState;

  @Instant({ optional: true, about: 'Moment from which nothing could be withdrawn.' })
  effectiveAt?: string;

  @Nested(() => Amount, { optional: true, about: 'What is held.' })
  heldAmount?: Amount;

  @Nested(() => Amount, { optional: true, about: 'What is missing to what was asked.' })
  shortfall?: Amount;

  @Instant({ optional: true, about: 'When the hold ends by itself.' })
  expiresAt?: string;

  @Nested(() => OnchainAct, { optional: true, about: 'On the issuer path: what was done on the chain.' })
  onchain?: OnchainAct;
}

type Fact = 'effectiveAt' | 'heldAmount' | 'expiresAt' | 'onchain';

/** What a state means nothing without. */
const FACTS: Readonly<Record<HoldState, readonly Fact[]>> = {
  PROVISIONAL: ['effectiveAt', 'heldAmount', 'expiresAt'],
  CONFIRMED: ['effectiveAt', 'heldAmount', 'expiresAt'],
  EXTENDED: ['expiresAt'],
  RELEASED: [],
  SEIZED: [],
  LAPSED: [],
  SUBMITTED_ONCHAIN: ['onchain'],
  EFFECTIVE_ONCHAIN: ['effectiveAt', 'heldAmount', 'onchain'],
  REMOVED_ONCHAIN: ['onchain'],
};

/** Judges a hold at the moment of the message that tells of it. */
export function holdFaults(hold: Hold, pointer: string, occurredAt: string): Fault[] {
  return [...factFaults(hold, pointer), ...timeFaults(hold, pointer, occurredAt), ...shortfallFaults(hold, pointer)];
}

function factFaults(hold: Hold, pointer: string): Fault[] {
  const facts = FACTS[hold.state];
  const missing = (['effectiveAt', 'heldAmount', 'expiresAt'] as const).flatMap((fact) => {
    const [present, needed] = [hold[fact] !== undefined, facts.includes(fact)];
    return partFaults({ pointer: `${pointer}/${fact}`, rule: 'hold-state', present, needed, allowed: true });
  });
  const { onchain, state } = hold;
  return [
    ...missing,
    ...partFaults({
      pointer: `${pointer}/onchain`,
      rule: 'hold-onchain',
      present: onchain !== undefined,
      needed: facts.includes('onchain'),
      allowed: facts.includes('onchain') || state === 'SEIZED',
    }),
    ...partFaults({
      pointer: `${pointer}/onchain/effectiveTx`,
      rule: 'hold-onchain',
      present: onchain?.effectiveTx !== undefined,
      needed: onchain !== undefined && (state === 'EFFECTIVE_ONCHAIN' || state === 'REMOVED_ONCHAIN'),
      allowed: true,
    }),
  ];
}

function timeFaults({ effectiveAt, expiresAt }: Hold, pointer: string, occurredAt: string): Fault[] {
  if (effectiveAt === undefined) return [];
  const faults: Fault[] = [];
  if (effectiveAt > occurredAt) {
    const message = 'must not be later than the message: tell of a hold once it holds';
    faults.push({ pointer: `${pointer}/effectiveAt`, rule: 'hold-effective', message });
  }
  if (expiresAt !== undefined && expiresAt <= effectiveAt) {
    faults.push({ pointer: `${pointer}/expiresAt`, rule: 'hold-expiry', message: 'must be after effectiveAt' });
  }
  return faults;
}

/** Two amounts of one hold are of one asset, so that they add up. */
function shortfallFaults({ heldAmount, shortfall }: Hold, pointer: string): Fault[] {
  if (!heldAmount || !shortfall || heldAmount.assetId === shortfall.assetId) return [];
  const message = 'must be of the asset that is held';
  return [{ pointer: `${pointer}/shortfall/assetId`, rule: 'hold-shortfall', message }];
}
