import type { Fault } from '../../../errors/message-rejected.js';
import { Nested } from '../../../fields/decorators.js';
import { BaseUnits } from '../../../fields/identifiers.js';
import { Address, Amount } from '../../shapes/address.js';
import { ControlProof, controlProofFaults } from '../../shapes/control-proof.js';

/** Seized assets go to an address of the state; what is sent wrong is gone. */
export class SeizureTransfer {
  @Nested(() => Address, { about: 'Where they go.' })
  toAddress!: Address;

  @Nested(() => ControlProof, { about: 'Proof that the state controls that address.' })
  custodyProof!: ControlProof;

  @Nested(() => Amount, { about: 'What is transferred.' })
  amount!: Amount;

  @BaseUnits({ about: 'Sent first, as a test, in base units of the asset; 0 for none.' })
  testTransferAtomic!: string;

  @BaseUnits({ about: "Highest fee, in base units of the chain's own coin." })
  maxFeeAtomic!: string;
}

/** Judges a transfer: address, asset and proof are of one chain, and the test is part of the amount. */
export function transferFaults({ toAddress, custodyProof, amount, testTransferAtomic }: SeizureTransfer): Fault[] {
  const pointer = '/body/transfer';
  const faults = controlProofFaults(custodyProof, toAddress, {
    pointer: `${pointer}/custodyProof/type`,
    rule: 'transfer-proof',
  });
  if (!amount.assetId.startsWith(`${toAddress.chainId}/`)) {
    const message = 'must be an asset on the chain of toAddress';
    faults.push({ pointer: `${pointer}/amount/assetId`, rule: 'transfer-chain', message });
  }
  if (BigInt(testTransferAtomic) > BigInt(amount.amountAtomic)) {
    const message = 'must not be more than the amount';
    faults.push({ pointer: `${pointer}/testTransferAtomic`, rule: 'transfer-test', message });
  }
  return faults;
}
