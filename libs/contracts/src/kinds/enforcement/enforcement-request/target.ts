import type { Fault } from '../../../errors/message-rejected.js';
import { Instant, Int, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { LocalId } from '../../../fields/identifiers.js';
import { Address, TxId } from '../../shapes/address.js';
import { BankAccount, bankAccountFaults } from '../../shapes/bank-account.js';
import { partFaults, uniqueFaults } from '../../shapes/faults.js';
import { Period, periodFaults } from '../../shapes/period.js';
import type { RequestType } from '../../shapes/request-type.js';
import { Person } from '../person.js';

/** The one value that each type of target has. */
const VALUES = {
  ADDRESS: 'address',
  TX: 'tx',
  ACCOUNT_UID: 'accountUid',
  EMAIL: 'email',
  PHONE: 'phone',
  PERSON: 'person',
  BANK_ACCOUNT: 'bankAccount',
  IP_TIME: 'ipTime',
} as const;

/** Who used an internet address at one moment. */
export class IpTime {
  @Text({ max: 45, pattern: /^[0-9a-fA-F.:]{2,45}$/, about: 'IPv4 or IPv6 address.' })
  ip!: string;

  @Int({ min: 0, max: 65_535, optional: true, about: 'Source port; many share one address.' })
  port?: number;

  @Instant({ about: 'Moment of use.' })
  at!: string;
}

/** One thing that a request is about; of the values it has the one that its type names. */
export class Target {
  @LocalId({ about: 'Id of the target in this request; answers name it.' })
  targetId!: string;

  @OneOf(Object.keys(VALUES), { about: 'What it is.' })
  type!: keyof typeof VALUES;

  @Nested(() => Address, { optional: true, about: 'ADDRESS: the address.' })
  address?: Address;

  @Nested(() => TxId, { optional: true, about: 'TX: the transaction.' })
  tx?: TxId;

  @Text({ max: 128, optional: true, about: "ACCOUNT_UID: the recipient's number of the account." })
  accountUid?: string;

  @Text({ max: 254, pattern: /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u, optional: true, about: 'EMAIL: the address.' })
  email?: string;

  @Text({ max: 20, pattern: /^\+[1-9][0-9]{3,18}$/, optional: true, about: 'PHONE: the number, E.164.' })
  phone?: string;

  @Nested(() => Person, { optional: true, about: 'PERSON: the person, IVMS101.' })
  person?: Person;

  @Nested(() => BankAccount, { optional: true, about: 'BANK_ACCOUNT: the account.' })
  bankAccount?: BankAccount;

  @Nested(() => IpTime, { optional: true, about: 'IP_TIME: the internet address and the moment.' })
  ipTime?: IpTime;

  @Nested(() => Period, { optional: true, about: 'The stretch of time that is asked about.' })
  period?: Period;
}

/** Judges the targets of a request: each once, each with the value of its type, and that value whole. */
export function targetFaults(targets: readonly Target[], requestType: RequestType): Fault[] {
  const ids = targets.map(({ targetId }) => targetId);
  return [
    ...uniqueFaults(ids, (at) => `/body/targets/${at}/targetId`, 'request-target-unique'),
    ...targets.flatMap((target, at) => [
      ...valueFaults(target, `/body/targets/${at}`),
      ...contentFaults(target, `/body/targets/${at}`),
      ...lookupFaults(target, `/body/targets/${at}`, requestType),
    ]),
  ];
}

function valueFaults(target: Target, pointer: string): Fault[] {
  return Object.values(VALUES).flatMap((value) =>
    partFaults({
      pointer: `${pointer}/${value}`,
      rule: 'request-target-value',
      present: target[value] !== undefined,
      needed: VALUES[target.type] === value,
    }),
  );
}

function contentFaults({ person, bankAccount, period }: Target, pointer: string): Fault[] {
  const faults: Fault[] = [];
  if (person && (person.naturalPerson === undefined) === (person.legalPerson === undefined)) {
    const message = 'is either a natural or a legal person';
    faults.push({ pointer: `${pointer}/person`, rule: 'request-target-person', message });
  }
  if (bankAccount) faults.push(...bankAccountFaults(bankAccount, `${pointer}/bankAccount`, 'request-target-iban'));
  if (period) faults.push(...periodFaults(period, `${pointer}/period`, 'request-target-period'));
  return faults;
}

/** A lookup goes to everybody: it may ask about an address, never about a person. */
function lookupFaults({ type }: Target, pointer: string, requestType: RequestType): Fault[] {
  if (requestType !== 'ATTRIBUTION_LOOKUP' || type === 'ADDRESS') return [];
  return [
    { pointer: `${pointer}/type`, rule: 'request-lookup-target', message: 'is ADDRESS in an attribution lookup' },
  ];
}
