import { checkAddress } from '@holdfast/chain';
import type { AddressVerdict } from '@holdfast/chain';
import { addressesIn } from '@holdfast/contracts';
import type { Address, Envelope, Fault } from '@holdfast/contracts';

/** Every address is read anew: what the sender says of it must be what its chain says, to the letter. */
export function addressFaults({ body }: Envelope): Fault[] {
  return addressesIn(body).flatMap(({ pointer, address }) => {
    const verdict = checkAddress(address.chainId, address.address);
    return verdict.ok ? differences(pointer, address, verdict) : [unreadable(pointer, verdict)];
  });
}

function differences(pointer: string, said: Address, is: Readable): Fault[] {
  const carriesChecksum = is.checksum === true;
  const broken: [boolean, string, string, string][] = [
    [said.accountId !== is.accountId, 'accountId', 'address-canonical', 'is not the canonical account of this address'],
    [said.format !== is.format, 'format', 'address-format', `must be ${is.format}`],
    [
      said.checksumOk !== (carriesChecksum ? true : undefined),
      'checksumOk',
      'address-checksum-verdict',
      carriesChecksum ? 'must be true: the checksum holds' : 'must be absent: this spelling carries no checksum',
    ],
    [
      is.memo !== undefined && said.memo !== is.memo,
      'memo',
      'address-memo',
      'must be the memo that the address carries inside it',
    ],
    [
      is.memoType !== undefined && said.memoType !== is.memoType,
      'memoType',
      'address-memo-type',
      `must be ${is.memoType}`,
    ],
  ];
  return broken
    .filter(([isBroken]) => isBroken)
    .map(([, field, rule, message]) => ({ pointer: `${pointer}/${field}`, rule, message }));
}

function unreadable(pointer: string, { rule, suggestion }: Unreadable): Fault {
  const [field, name, message] = UNREADABLE[rule];
  const belongs = suggestion === undefined ? '' : `; it belongs to ${suggestion}`;
  return { pointer: `${pointer}/${field}`, rule: name, message: `${message}${belongs}` };
}

type Readable = Extract<AddressVerdict, { ok: true }>;
type Unreadable = Extract<AddressVerdict, { ok: false }>;

const UNREADABLE: Readonly<Record<Unreadable['rule'], readonly [field: string, rule: string, message: string]>> = {
  MALFORMED: ['address', 'address-malformed', 'is no address of this chain'],
  CHECKSUM: ['address', 'address-checksum', 'its checksum does not hold; never repaired, ask where it came from'],
  WRONG_CHAIN: ['chainId', 'address-wrong-chain', 'is not the chain of this address'],
  UNKNOWN_CHAIN: ['chainId', 'address-chain', 'this hub cannot check addresses of this chain'],
};
