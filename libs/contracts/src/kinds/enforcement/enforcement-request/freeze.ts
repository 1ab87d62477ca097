import type { Fault } from '../../../errors/message-rejected.js';
import { Flag, Instant, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { assetId } from '../../../fields/identifiers.js';
import { Amount } from '../../shapes/address.js';
import { partFaults } from '../../shapes/faults.js';

const PROVISIONAL_MS = 72 * 3_600_000;

/** What is to be held and until when; a cap on an amount is what one asks for first. */
export class Freeze {
  @OneOf(['AMOUNT_LIMITED', 'ASSET', 'WITHDRAWALS_ONLY', 'SPECIFIC_DEPOSIT', 'FULL_ACCOUNT'], { about: 'How much.' })
  scope!: string;

  @ListOf(assetId(), { min: 1, max: 50, optional: true, about: 'ASSET: the assets, CAIP-19.' })
  assetIds?: string[];

  @Nested(() => Amount, { optional: true, about: 'AMOUNT_LIMITED: hold no more than this.' })
  cap?: Amount;

  @Flag({ about: 'Whether later deposits count towards it.' })
  includeIncoming!: boolean;

  @Flag({ about: 'Whether trading stops too.' })
  blockTrading!: boolean;

  @Instant({ about: 'When the hold ends by itself; within 72 hours while the document is to follow.' })
  expiresAt!: string;

  @Instant({ optional: true, about: 'By when the document is there; while it is to follow.' })
  legalDocumentDueAt?: string;

  @Text({ max: 2000, optional: true, about: 'FULL_ACCOUNT: why nothing less will do.' })
  justificationIfFullAccount?: string;
}

/** What of the request around it a freeze is judged by. */
interface FreezeContext {
  occurredAt: string;
  documentStatus: string;
  targetTypes: readonly string[];
}

/** Judges a freeze: its scope says what it holds, and without a document it is short. */
export function freezeFaults(freeze: Freeze, context: FreezeContext): Fault[] {
  return [...scopeFaults(freeze, context), ...expiryFaults(freeze, context), ...dueFaults(freeze, context)];
}

function scopeFaults({ scope, cap, assetIds, justificationIfFullAccount }: Freeze, context: FreezeContext): Fault[] {
  const rule = 'freeze-scope';
  const pointer = '/body/freeze';
  const faults = [
    ...partFaults({ pointer: `${pointer}/cap`, rule, present: !!cap, needed: scope === 'AMOUNT_LIMITED' }),
    ...partFaults({ pointer: `${pointer}/assetIds`, rule, present: !!assetIds, needed: scope === 'ASSET' }),
    ...partFaults({
      pointer: `${pointer}/justificationIfFullAccount`,
      rule,
      present: justificationIfFullAccount !== undefined,
      needed: scope === 'FULL_ACCOUNT',
    }),
  ];
  if (scope === 'SPECIFIC_DEPOSIT' && !context.targetTypes.includes('TX')) {
    const message = 'name the deposit: a target of type TX';
    faults.push({ pointer: '/body/targets', rule: 'freeze-deposit', message });
  }
  return faults;
}

function expiryFaults({ expiresAt }: Freeze, { occurredAt, documentStatus }: FreezeContext): Fault[] {
  const length = Date.parse(expiresAt) - Date.parse(occurredAt);
  if (length > 0 && (documentStatus !== 'TO_FOLLOW' || length <= PROVISIONAL_MS)) return [];
  const message = 'must be after occurredAt, and within 72 hours of it while the document is to follow';
  return [{ pointer: '/body/freeze/expiresAt', rule: 'freeze-expiry', message }];
}

/** A promised document comes before the hold ends. */
function dueFaults({ expiresAt, legalDocumentDueAt: dueAt }: Freeze, context: FreezeContext): Fault[] {
  const pointer = '/body/freeze/legalDocumentDueAt';
  const rule = 'freeze-document';
  const isLate = dueAt !== undefined && (dueAt <= context.occurredAt || dueAt > expiresAt);
  const late = { pointer, rule, message: 'must be after occurredAt and not after expiresAt' };
  return [
    ...partFaults({ pointer, rule, present: dueAt !== undefined, needed: context.documentStatus === 'TO_FOLLOW' }),
    ...(isLate ? [late] : []),
  ];
}
