import type { Fault } from '../../errors/message-rejected.js';
import { OneOf, Text } from '../../fields/decorators.js';
import type { Address } from './address.js';

/** Proof that whoever signed controls an address. */
export class ControlProof {
  @OneOf(['BIP322', 'EIP191', 'TIP191', 'ED25519'], { about: 'How the message was signed.' })
  type!: string;

  @Text({ max: 2000, about: 'The message that was signed.' })
  message!: string;

  @Text({ max: 8192, pattern: /^[-_+/=a-zA-Z0-9]+$/, about: 'The signature, as the scheme writes it.' })
  signature!: string;
}

/** Namespaces of chains that have a signing scheme of their own. */
const SCHEMES: Readonly<Record<string, string>> = { bip122: 'BIP322', eip155: 'EIP191', tron: 'TIP191' };

/** A proof is signed as the chain of its address signs. */
export function controlProofFaults({ type }: ControlProof, { chainId }: Address, at: Omit<Fault, 'message'>): Fault[] {
  const [namespace = ''] = chainId.split(':');
  return (SCHEMES[namespace] ?? 'ED25519') === type ? [] : [{ ...at, message: 'is not how this chain signs messages' }];
}
